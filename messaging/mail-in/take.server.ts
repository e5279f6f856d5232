import { sql } from 'drizzle-orm';
import { type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { keepWords } from '../inbound/keep.server.ts';
import { peopleAt, type Reached, stopMessagesTo } from '../inbound/stop.server.ts';
import { applyReceipt, messageOfToken } from '../receipts.server.ts';
import { tellWorkers } from '../tell-workers.server.ts';
import type { MailIn } from './read.server.ts';
import { classifyMail } from './words.ts';

/**
 * Takes in what came back of one attempt. A report moves its message on and never back; words go, sealed, to the workers,
 * those a machine wrote too; STOP in them ends e-mails to the address. The same a second time does nothing. False when no
 * attempt has this word.
 */
export async function takeMail(token: string, mail: MailIn): Promise<boolean> {
  const found = await messageOfToken(token);
  if (!found) return false;
  const { serviceId, messageId } = found;
  await transactionAs<ProcessActor, void>({ role: 'webhook', serviceId }, (tx) => {
    if (mail.is === 'words') return takeWords(tx, messageId, mail);
    const { state, action: raw, code, of } = mail.report;
    return applyReceipt(tx, messageId, { providerId: null, state, raw, code, of }, 'smtp');
  });
  return true;
}

type Words = Extract<MailIn, { is: 'words' }>;
type WrittenTo = { victimId: string; index: Buffer };

async function takeWords(tx: Tx<ProcessActor>, messageId: string, mail: Words): Promise<void> {
  const [to] = await tx.execute<WrittenTo>(sql`
    select m.victim_id as "victimId", p.blind_index as index from message m
    join contact_point p on p.service_id = m.service_id and p.id = m.contact_point_id
    where m.service_id = app_service() and m.id = ${messageId} and p.kind = 'email'`);
  if (!to) return;
  const address: Reached = { kind: 'email', index: to.index };
  const { asks, saysMore } = classifyMail(mail.subject, mail.text);
  const others = (await peopleAt(tx, address)).filter((victimId) => victimId !== to.victimId);
  const kept = await keepWords(tx, {
    ...{
      provider: 'smtp',
      providerId: `${messageId} ${mail.id}`,
      fromIndex: to.index,
      attachments: mail.attachments,
    },
    victimId: others.length === 0 ? to.victimId : null,
    class: mail.itself ? 'automatic' : asks,
    words: wordsOf(mail),
  });
  if (!kept) return;
  const people = [to.victimId, ...others];
  if (mail.itself) return tellWorkers(tx, 'automatic_reply', people);
  if (asks === 'stop') await stopMessagesTo(tx, address);
  if (asks !== 'stop' || saysMore || mail.attachments > 0) await tellWorkers(tx, 'reply_needed', people);
}

const wordsOf = ({ subject, text }: Words) =>
  [subject, text].filter((part) => part.trim() !== '').join('\n\n');
