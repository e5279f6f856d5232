import { workerName } from '#casework/staff/store.server.ts';
import { type KnownStatement, type Reading, readingsOf } from '#casework/statement/own.server.ts';
import { mayBeWithdrawn, whysNow } from '#casework/statement/rules.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { languageName } from '../contact-rules.server.ts';
import { momentOf } from '../moments.server.ts';

const staffRoles = ['worker', 'manager', 'lead'] as const;

/** An opening, worded; a role nobody is told the name of is only staff. */
export const readingShown = ({ firstName, role, why, at }: Reading) => ({
  firstName,
  role: staffRoles.find((one) => one === role) ?? ('other' as const),
  why,
  at: momentOf(at),
});

/** What may be done with a statement now, and what is known of it without its words. */
export async function statementShown(tx: Tx<StaffActor>, known: KnownStatement) {
  const { statementId, number, state, kind, capacity, how, confirmedHow, takenBy, usedAt } = known;
  const openToMe = state === 'sent' || (state === 'to_confirm' && takenBy === tx.actor.staffId);
  return {
    ...{ statementId, number, state, kind, capacity, how, confirmedHow, openToMe },
    takenBy: takenBy && (await workerName(tx, takenBy)),
    came: momentOf(known.sentAt && how === 'portal' ? known.sentAt : known.createdAt).text,
    language: languageName(known.language),
    count: known.wordCount,
    audiences: known.audiences.filter(({ endedAt }) => endedAt === null).map(({ audience }) => audience),
    used: usedAt && momentOf(usedAt).text,
    withdrawable: mayBeWithdrawn(known),
    whys: openToMe ? whysNow(state) : [],
    readings: (await readingsOf(tx, statementId)).map(readingShown),
  };
}
export type StatementShown = Awaited<ReturnType<typeof statementShown>>;
