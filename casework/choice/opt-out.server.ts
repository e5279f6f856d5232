import { sql } from 'drizzle-orm';
import { tokenHash } from '#db/sealing.server.ts';
import { asVisitor, type Tx, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { tokenOfHex } from '#messaging/mail-in/address.ts';
import { raiseTask } from '../task/store.server.ts';
import { lockPresent } from './answer.server.ts';
import type { Asked } from './ledger.server.ts';
import { withdrawChoice } from './store.server.ts';

/** What was seen by whoever pressed: the words of a page, or of a mail program that asks in words of its own. */
export type OptOut = Pick<Asked, 'language' | 'words'>;

/**
 * Takes back the yes to e-mails of whoever the e-mail with this word went to, and gives their worker a task. It always
 * resolves and says nothing: not for an e-mail nobody sent, a code, or an address that is no longer theirs; not a second time.
 */
export async function stopEmailsByLink(word: string, asked: OptOut): Promise<void> {
  const token = tokenOfHex(word);
  if (!token) return;
  const [person] = await asVisitor(null, (tx) =>
    tx.execute<{ serviceId: string; victimId: string }>(
      sql`select service_id as "serviceId", victim_id as "victimId" from person_emailed(${tokenHash(token)})`,
    ),
  );
  if (!person) return;
  const actor: VictimActor = { role: 'victim', ...person, personId: person.victimId };
  await transactionAs(actor, (tx) => sayNoToEmails(tx, asked));
}

const alreadyNo = ['declined', 'withdrawn'];

async function sayNoToEmails(tx: Tx<VictimActor>, { language, words }: OptOut): Promise<void> {
  const { victimId } = tx.actor;
  const present = await lockPresent(tx, victimId);
  const email = [...present.values()].find((one) => one.purpose === 'contact' && one.channel === 'email');
  if (!email || alreadyNo.includes(email.state)) return;
  const asked = { how: 'email', askedBy: null, answeredAs: 'self', language, format: 'standard' } as const;
  await withdrawChoice(tx, victimId, email.id, { ...asked, words });
  await raiseTask(tx, { victimId, kind: 'emails_stopped' });
}
