import { feedbackDue } from '#casework/feedback/inbox.server.ts';
import { endOfWorkingDay, localDate } from '#casework/working-day/rules.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { firstNames, lineShown } from '../feedback/lines.server.ts';

const workingDaysAhead = 2;

/** What people told the service and are to be answered within two working days, or should have been. */
export async function feedbackToAnswer(tx: Tx<StaffActor>, mine: boolean, now: Date) {
  const by = endOfWorkingDay(workingDaysAhead, localDate(now));
  const lines = await feedbackDue(tx, { by, mine });
  const names = lines.length > 0 ? await firstNames(tx) : new Map<string, string>();
  return lines.map((line) => lineShown(line, names, now));
}
export type ToAnswerShown = Awaited<ReturnType<typeof feedbackToAnswer>>;
