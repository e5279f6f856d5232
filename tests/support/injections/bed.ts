import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import type { Site } from '../../accessibility/registry/manifest.ts';
import type { State } from '../../accessibility/registry/state.ts';
import type { SomeonesCase } from '../people.ts';

/** Whose pages are planted: somebody with something of every kind, and the ids of it all. */
export type Ground = {
  worker: StaffActor;
  manager: StaffActor;
  who: SomeonesCase;
  things: Record<string, string>;
};

/** A page that shows what was planted and is in no registry, because only now there is something on it. */
export type Shown = { site: Site; state: State };

/**
 * One field of one form, and how words get into it: `longest` is what it takes, `most` how many such values it is given.
 * `atOnce` is how many it is given where everything is tried. What `replaces` has room for few values, which go as others
 * come. What `takes` refuses is left out; `plant` puts the values where a form would have put them.
 */
export type Bed = {
  longest: number;
  most: number;
  atOnce?: number;
  replaces?: true;
  takes?: (text: string) => boolean;
  plant(values: readonly string[], ground: Ground): Promise<Shown[] | undefined>;
};

/** A bed whose values the worker puts in, one after the other. */
export function byWorker(
  longest: number,
  most: number,
  put: (tx: Tx<StaffActor>, value: string, ground: Ground, at: number) => Promise<Shown | unknown>,
): Bed {
  return {
    ...{ longest, most },
    plant: async (values, ground) => {
      const shown: Shown[] = [];
      for (const [at, value] of values.entries()) {
        const page = await transactionAs(ground.worker, (tx) => put(tx, value, ground, at));
        if (isShown(page)) shown.push(page);
      }
      return shown;
    },
  };
}

const isShown = (page: unknown): page is Shown => typeof page === 'object' && page !== null && 'site' in page;

/** The state of a page that has only now something to show. */
export const planted = 'planted';

/** A page staff or the person see once something is planted there. */
export const atTheDesk = (path: string, sent?: State['sent'], as: State['as'] = 'manager'): Shown => ({
  site: 'backoffice',
  state: { as, when: planted, path, status: 200, ...(sent && { sent }) },
});
export const atHome = (path: string): Shown => ({
  site: 'portal',
  state: { as: 'settled', when: planted, path, status: 200 },
});
