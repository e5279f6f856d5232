import { promisesDue } from '#casework/promise/store.server.ts';
import { endOfWorkingDay, localDate } from '#casework/working-day/rules.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { firstNames } from '../feedback/lines.server.ts';
import { dayOf } from '../moments.server.ts';

const workingDaysAhead = 5;

/** What somebody here promised in public by a day that is near or past. */
export async function promisedSoon(tx: Tx<StaffActor>, mine: boolean, now: Date) {
  const by = localDate(endOfWorkingDay(workingDaysAhead, localDate(now)));
  const promises = await promisesDue(tx, { by, mine });
  const names = promises.length > 0 ? await firstNames(tx) : new Map<string, string>();
  return promises.map(({ ownerId, dueOn, ...one }) => ({
    ...one,
    owner: names.get(ownerId) ?? null,
    due: dayOf(dueOn),
  }));
}
export type PromisedShown = Awaited<ReturnType<typeof promisedSoon>>;
