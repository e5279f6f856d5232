import type postgres from 'postgres';
import { guideQuestions } from '#casework/statement/rules.ts';
import type { Site } from '../../accessibility/registry/manifest.ts';

/** What stands in the places of an address, by what comes before them. */
export type Ids = Record<string, string[]>;

/** An id that nothing has. */
export const nobodys = '00000000-0000-4000-8000-000000000000';
const tables = {
  cases: 'victim_case',
  messages: 'message',
  concerns: 'safety_concern',
  tasks: 'task',
  feedback: 'feedback',
  statements: 'statement',
  extracts: 'extract',
  briefs: 'brief',
  decisions: 'decision',
  leaks: 'leak_finding',
  'you-said': 'theme',
  update: 'case_update',
  several: 'batch',
  letters: 'print_run',
  contact: 'contact_point',
};

// All of what has words of theirs, and two of the rest.
const wordy = ['statements', 'extracts', 'briefs', 'feedback'];

/**
 * What an address may name, as it stands now: what is theirs whose words are looked for, with `first` in front, one thing of
 * the same kind of another service, and nobody's.
 */
export async function idsIn(
  superuser: postgres.Sql,
  author: { serviceId: string; victimId: string },
  first: readonly string[],
): Promise<Record<Site, Ids>> {
  const backoffice: Ids = {};
  for (const [before, table] of Object.entries(tables)) {
    const rows = await superuser<{ it: { id: string; service_id: string; victim_id?: string } }[]>`
      select to_jsonb(t) as it from ${superuser(table)} t order by id`;
    const all = rows.map(({ it }) => it);
    const own = all
      .filter((it) => first.includes(it.id) || it.victim_id === author.victimId)
      .map(({ id }) => id);
    const foreign = all.find((it) => it.service_id !== author.serviceId);
    const ordered = [...new Set([...first.filter((id) => own.includes(id)), ...own])];
    const some = wordy.includes(before) ? ordered : ordered.slice(0, 2);
    backoffice[before] = [...some, ...(foreign ? [foreign.id] : []), nobodys];
  }
  return {
    backoffice: { ...backoffice, in: ['ur', 'de'], templates: ['update.nudge', 'anything'] },
    portal: {
      ...{
        updates: ['1', '77'],
        words: ['1', '6', '7', '8', '9', '77'],
        extracts: ['3', '4', '77'],
        say: ['6', '77'],
      },
      ...{ post: ['0'.repeat(48)], choices: ['views', 'updates'], write: [...guideQuestions, 'cakes'] },
    },
  };
}

/** Every address a route has, its places filled; null where nobody has said what goes into one of them. */
export function addressesOf(route: string, ids: Ids): string[] | null {
  let made = [''];
  let before = '';
  for (const part of route.split('/').slice(1)) {
    const [, ending] = /^:\w+(.*)$/.exec(part) ?? [];
    const fillings = ending === undefined ? [part] : ids[before]?.map((id) => id + ending);
    if (!fillings) return null;
    made = made.flatMap((so, at) => {
      // A second id is tried beside the first of the other ids only: all pairs would be the same answer many times.
      const some =
        so.split('/').length > 2 && ending !== undefined && at > 0 ? fillings.slice(0, 1) : fillings;
      return some.map((filling) => `${so}/${filling}`);
    });
    before = part;
  }
  return made;
}
