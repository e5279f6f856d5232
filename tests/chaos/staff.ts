import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import type { ReachablePerson } from '../support/reachable-person.ts';
import { asked, type Fields, formWith, type Site } from './at-a-site.ts';

/** Somebody to write to, about a decision that is on record, and the form of the page their worker last looked at. */
export type Told = { person: ReachablePerson; milestoneId: string; looked?: Fields | null };

/** `kept` are the updates the site said it had sent, `refused` is how many people it would not write to any more. */
export type Writing = { kept: string[]; refused: number };

/** Puts a decision on record in the case of each. */
export async function decided(db: postgres.Sql, people: readonly ReachablePerson[], staffId: string) {
  const told = people.map((person): Told => ({ person, milestoneId: randomUUID() }));
  await db`
    insert into milestone (service_id, id, victim_id, case_id, kind, happened_on, recorded_by)
    select c.service_id, t.id, c.victim_id, c.id, 'decision', current_date - 1, ${staffId}
    from unnest(${told.map(({ person }) => person.caseId)}::uuid[], ${told.map(({ milestoneId }) => milestoneId)}::uuid[])
      as t(case_id, id) join victim_case c on c.id = t.case_id`;
  return told;
}

/**
 * Colleagues, each at a desk of their own, who write one update after another, turn by turn to everybody who still wants to
 * hear, until so many were sent. An update is looked at before it is sent, as the page has it.
 */
export async function writeUpdates(
  site: Site,
  cookies: readonly string[],
  people: readonly Told[],
  { count, writing }: { count: number; writing: Writing },
): Promise<void> {
  const turns = [...people];
  let underWay = 0;
  const atOneDesk = async (cookie: string) => {
    while (writing.kept.length + underWay < count) {
      const one = turns.shift();
      if (!one) throw new Error('Nobody was left to write to');
      underWay += 1;
      const updateId = await writeOne(site, cookie, one);
      underWay -= 1;
      if (updateId) {
        writing.kept.push(updateId);
        turns.push(one);
      } else writing.refused += 1;
    }
  };
  await Promise.all(cookies.map(atOneDesk));
}

const asTyped = ({ person, milestoneId }: Told): Fields => [
  ['intent', 'check'],
  ['milestoneId', milestoneId],
  ['writtenIn', 'en'],
  ['happened', `It was decided what happens next. This is said under ${person.caseId.slice(0, 8)}.`],
  ['next', 'We work with the child on what was decided.'],
  ['nextBy', '2099-01-31'],
  ['topic', 'decision'],
  ['channels', 'text'],
];

/**
 * The id of the update that was sent, or null where its person does not want to hear any more. What the page showed before the
 * first update to somebody still stands at the next, and each has a key of its own, as a page opened anew would give it.
 */
async function writeOne(site: Site, cookie: string, told: Told): Promise<string | null> {
  const path = `/cases/${told.person.caseId}/update`;
  told.looked ??= formWith(await asked(site, cookie, path, asTyped(told)), path, 'intent', 'send');
  if (!told.looked) return null;
  const key = randomUUID();
  const form = told.looked.map(([name, value]): [string, string] => [name, name === 'key' ? key : value]);
  const sent = await asked(site, cookie, path, form);
  const updateId = /\/update\/([0-9a-f-]{36})\?queued=text$/.exec(sent.location)?.[1];
  if (sent.status === 303 && updateId) return updateId;
  if (sent.status === 422 && !formWith(sent, path, 'intent', 'send')) return null;
  throw new Error(`An update was answered ${sent.status} ${sent.location}`);
}
