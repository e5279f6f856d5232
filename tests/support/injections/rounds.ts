import type { Browser } from 'playwright-core';
import type { OpenHouse } from '../../accessibility/open-house.ts';
import type { Site } from '../../accessibility/registry/manifest.ts';
import type { Shown } from './bed.ts';
import { byWho, type Chair, chairFor, type Looked, pagesOf, type Seen } from './looking.ts';
import { fieldOf, type Planted, takenBy } from './planted.ts';

export type Round = { planted: Planted[]; shown: Shown[] };

/** Does some work for all, a few at a time: too many readers at once would be sent away by the sites. */
export async function fewAtATime<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const [waiting, made]: [T[], R[]] = [[...all], []];
  const take = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) made.push(await work(one));
  };
  await Promise.all([take(), take(), take()]);
  return made;
}

const dealtTo = (seats: number, looked: readonly Looked[]) =>
  Array.from({ length: seats }, (_, seat) => looked.filter((_, at) => at % seats === seat)).filter(
    (some) => some.length > 0,
  );

const sites = ['portal', 'backoffice'] as const satisfies Site[];

/** A page as one of its kind: the same view whatever it is of, and whatever was done before, for whoever sent what. */
function viewOf({ site, looked: { path, state } }: Pick<Seen, 'site' | 'looked'>): string {
  const kind = path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\/\d+\b/g, '/:number')
    .replace(/\?done=\w+$/, '');
  return [site, kind, state.as, ...Object.keys(state.sent ?? {})].join(' ');
}

/** One look at each kind of page, for each set of fields that was read there. */
export function oneOfEach(seen: readonly Seen[]): Seen[] {
  const fieldsOn = ({ whole }: Seen) => [...new Set(whole.map(fieldOf))].sort().join();
  return [...new Map(seen.map((one) => [`${viewOf(one)} ${fieldsOn(one)}`, one])).values()];
}

/** What was read so far: each string, every string of a field with every view it was read on whole, and how many pages. */
const unread = () => ({
  done: new Set<number>(),
  triples: new Set<string>(),
  counts: { portal: 0, backoffice: 0 },
});

/** Everybody in their chairs, as many each as there are browsers, who go on with what others have read. */
export function readersOf(
  house: OpenHouse,
  browsers: readonly Browser[] = [house.browser],
  { done, triples, counts } = unread(),
) {
  const chairs = new Map<string, Promise<Chair>>();
  const chairOf = (site: Site, as: Looked['state']['as'], seat: number) => {
    const name = `${site} ${as} ${seat}`;
    const there = chairs.get(name) ?? chairFor(house, site, as, browsers[chairs.size % browsers.length]);
    chairs.set(name, there);
    return there;
  };

  async function lookAt(
    pages: readonly { site: Site; looked: Looked }[],
    strings: ReadonlyMap<number, string>,
    known: boolean,
  ) {
    const seats = sites.flatMap((site) => {
      const here = pages.filter((one) => one.site === site).map(({ looked }) => looked);
      return [...byWho(here)].flatMap(([as, looked]) =>
        dealtTo(browsers.length, looked).map((some, seat) => ({ site, as, some, seat })),
      );
    });
    const seen = await fewAtATime(seats, async ({ site, as, some, seat }) =>
      (await chairOf(site, as, seat)).look(some, strings, known),
    );
    return seen.flat();
  }

  /**
   * Has everybody look at every page where the strings of a round stand; gives back what was found, a line for each fault.
   * `standing` are looks at pages where a field was read before: there its strings must be read again.
   */
  async function look({ planted, shown }: Round, standing?: readonly Seen[]) {
    const strings = new Map(planted.flatMap((one) => [...one.strings]));
    const fields = new Set(planted.map(({ field }) => field));
    const pages =
      standing?.filter(({ whole }) => whole.some((number) => fields.has(fieldOf(number)))) ??
      sites.flatMap((site) => pagesOf(house, site, shown).map((looked) => ({ site, looked })));
    const seen = await lookAt(pages, strings, standing !== undefined);
    const whole = new Set<number>();
    for (const one of seen) {
      counts[one.site] += 1;
      for (const number of one.whole) {
        whole.add(number);
        triples.add(`${number} ${viewOf(one)}`);
      }
    }
    const unseen = planted.flatMap(({ field, strings: own }) =>
      [...own].filter(([number]) => !whole.has(number)).map(([, text]) => `${field} nowhere says: ${text}`),
    );
    const gone = standing ? lost(standing, seen, strings) : [];
    for (const number of strings.keys()) done.add(number);
    return { seen, faults: [...seen.flatMap(({ faults }) => faults), ...unseen, ...gone] };
  }

  /** They get up, and sit down anew when there is something to look at: whoever does nothing for long is signed out. */
  const leave = async () => {
    for (const chair of chairs.values()) await (await chair).leave();
    chairs.clear();
  };
  return { house, look, leave, done, triples, counts, tried: () => tally(triples) };
}
export type Readers = ReturnType<typeof readersOf>;

/** Which strings are not read any more on pages that said others of the same field. */
function lost(
  standing: readonly Seen[],
  seen: readonly Seen[],
  strings: ReadonlyMap<number, string>,
): string[] {
  const before = new Map(standing.map(({ looked, whole }) => [looked, new Set(whole.map(fieldOf))]));
  return seen.flatMap(({ looked, whole }) =>
    [...strings]
      .filter(([number]) => before.get(looked)?.has(fieldOf(number)) && !whole.includes(number))
      .map(([, text]) => `${looked.path} for ${looked.state.as} no longer says: ${text}`),
  );
}

/** How much was really read: for each field how many strings, on how many kinds of pages, and how many of both together. */
function tally(triples: ReadonlySet<string>) {
  const byField = Map.groupBy(triples, (one) => fieldOf(Number(one.slice(0, one.indexOf(' ')))));
  const lines = [...byField].map(([field, some]) => {
    const strings = new Set(some.map((one) => one.slice(0, one.indexOf(' '))));
    const views = new Set(some.map((one) => one.slice(one.indexOf(' ') + 1)));
    return `${field}: ${strings.size} strings, ${views.size} views, ${some.length} read`;
  });
  return { triples: triples.size, fields: byField.size, lines };
}

/** Fields that took more strings than were put into them and read there. */
export function untried(done: ReadonlySet<number>): string[] {
  const byField = Map.groupBy(done, fieldOf);
  return [...takenBy()]
    .filter(([field, taken]) => byField.get(field)?.length !== taken)
    .map(([field, taken]) => `${field}: ${byField.get(field)?.length} of ${taken}`);
}
