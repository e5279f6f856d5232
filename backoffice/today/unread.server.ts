import { statementsToRead } from '#casework/statement/reading.server.ts';
import { endOfDay } from '#casework/working-day/rules.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { dueShown } from '../due-words.server.ts';

/** Words nobody has opened: those a decision needs soonest first, then the longest waiting. */
export async function unreadWords(tx: Tx<StaffActor>, mine: boolean, now: Date) {
  const unread = await statementsToRead(tx);
  return unread
    .filter((one) => one.mine || !mine)
    .map(({ statementId, name, reference, number, neededBy }) => ({
      ...{ statementId, name, reference, number },
      due: neededBy === null ? null : dueShown('task', endOfDay(neededBy), now),
    }));
}

export type UnreadWords = Awaited<ReturnType<typeof unreadWords>>;
