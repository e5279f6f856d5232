import { peopleWithCases } from '#casework/case/people.server.ts';
import { contactRulesOf } from '#casework/contact-preference/store.server.ts';
import { concernsUnread, readConcern } from '#casework/safety-concern/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { rulesInWords } from '../contact-rules.server.ts';
import { momentOf } from '../moments.server.ts';
import { orNotThere } from '../not-there.server.ts';

/** A concern with the rules for reaching its person. Its words are here only once someone has said that they read it. */
export async function concernShown(tx: Tx<StaffActor>, concernId: string) {
  const unread = (await concernsUnread(tx)).find((one) => one.concernId === concernId) ?? null;
  const read = unread ? null : await readConcern(tx, concernId);
  const { victimId, at } = orNotThere(unread ?? read);
  const person = orNotThere((await peopleWithCases(tx, [victimId])).get(victimId));
  return {
    ...person,
    at: momentOf(at),
    rules: rulesInWords(await contactRulesOf(tx, victimId)),
    read: read && { words: read.words, takenBy: read.takenBy },
  };
}
