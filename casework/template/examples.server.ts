import { randomUUID } from 'node:crypto';
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { staff } from '#db/schema/staff.ts';
import { wordsExample } from '#db/schema/template.ts';
import { sealerOfService, staffEmailIndex } from '#db/sealing.server.ts';
import { type ProcessActor, type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { exampleMail, type Which } from '#messaging/messages/example.server.ts';
import { templates } from '#messaging/messages/templates.ts';
import type { Outcome, Provider } from '#messaging/providers/provider.ts';
import { providerFor } from '#messaging/providers/provider-for.server.ts';
import { whoSpeaks } from './store.server.ts';

const mostAnHour = 20;
const place = (row: string) => ({ table: 'words_example', column: 'sealed_to', row });

/**
 * Asks for a copy of some words about nobody. It goes only to the address whoever asks signs in with, and they type it, since
 * nobody here keeps it. `not_yours`: it is another. `too_many`: twenty in the last hour.
 */
export async function askForExample(
  tx: Tx<StaffActor>,
  { words, email }: { words: Which; email: string },
): Promise<'asked' | 'not_yours' | 'too_many'> {
  const { serviceId, staffId } = tx.actor;
  const mine = and(eq(wordsExample.serviceId, serviceId), eq(wordsExample.staffId, staffId));
  const [me] = await tx
    .select({ emailIndex: staff.emailIndex })
    .from(staff)
    .where(and(eq(staff.serviceId, serviceId), eq(staff.id, staffId)));
  const toIndex = staffEmailIndex(email);
  if (!me?.emailIndex.equals(toIndex)) return 'not_yours';
  const lately = await tx
    .select({ id: wordsExample.id })
    .from(wordsExample)
    .where(and(mine, gt(wordsExample.askedAt, sql`clock_timestamp() - interval '1 hour'`)));
  if (lately.length >= mostAnHour) return 'too_many';
  const id = randomUUID();
  const sealedTo = sealerOfService(serviceId).seal(place(id), email);
  const { template, channel, language } = words;
  await tx.execute(sql`
    insert into words_example (service_id, id, staff_id, to_index, sealed_to, template, channel, language)
    values (${serviceId}, ${id}, ${staffId}, ${toIndex}, ${sealedTo}, ${template}, ${channel}, ${language})`);
  tx.record({ action: 'words.example_asked', subjectId: null, details: { template, channel, language } });
  return 'asked';
}

/** Copies this member of staff asked for, the newest five first, and what became of them. */
export function examplesOf(tx: Tx<StaffActor>) {
  const { id, template, channel, language, state, askedAt } = wordsExample;
  return tx
    .select({ id, template, channel, language, state, askedAt })
    .from(wordsExample)
    .where(and(eq(wordsExample.serviceId, tx.actor.serviceId), eq(wordsExample.staffId, tx.actor.staffId)))
    .orderBy(desc(askedAt), desc(id))
    .limit(5);
}

type Waiting = Omit<Which, 'template'> & { id: string; template: string; toIndex: Buffer; sealedTo: Buffer };

/** Sends the copies that staff asked for, each at most once: whoever misses one asks again. How many were handed over. */
export async function sendExamples(
  serviceId: string,
  mail: Provider = providerFor('email'),
): Promise<number> {
  const sender: ProcessActor = { role: 'sender', serviceId };
  const { waiting, speaks } = await transactionAs(sender, async (tx) => {
    const found = await takeWaiting(tx);
    return { waiting: found, speaks: found.length > 0 ? await whoSpeaks(tx) : null };
  });
  if (!speaks) return 0;
  for (const one of waiting) {
    const to = sealerOfService(serviceId).open(place(one.id), one.sealedTo);
    const template = templates.find((name) => name === one.template);
    const isTheirs = staffEmailIndex(to).equals(one.toIndex);
    const outcome: Outcome =
      template && isTheirs
        ? await mail.submit(outgoing(one, to, exampleMail({ ...one, template }, speaks.here, speaks.council)))
        : { state: 'failed', code: 'unreadable', permanent: true };
    await transactionAs(sender, (tx) => settle(tx, one.id, outcome));
  }
  return waiting.length;
}

// What a process that died had taken may have gone: it is not sent a second time.
async function takeWaiting(tx: Tx<ProcessActor>): Promise<Waiting[]> {
  await tx.execute(sql`
    update words_example set state = 'failed', failure_code = 'lost', sealed_to = null
    where service_id = app_service() and state = 'sending' and sending_at < clock_timestamp() - interval '5 minutes'`);
  return tx.execute<Waiting>(sql`
    update words_example set state = 'sending', sending_at = clock_timestamp()
    where service_id = app_service() and id in (
      select id from words_example where service_id = app_service() and state = 'asked'
      order by asked_at limit 8 for update skip locked)
    returning id, template, channel, language, to_index as "toIndex", sealed_to as "sealedTo"`);
}

const outgoing = (
  { id, language }: Waiting,
  to: string,
  { from, ...words }: ReturnType<typeof exampleMail>,
) => ({
  ...{ messageId: id, attempt: 1, channel: 'email' as const, to, language, ...words },
  ...(from === null ? {} : { from }),
  ...{ callbackUrl: null, validForSeconds: null },
});

const settle = (tx: Tx<ProcessActor>, id: string, outcome: Outcome) =>
  tx
    .update(wordsExample)
    .set({
      state: outcome.state === 'accepted' ? 'sent' : 'failed',
      failureCode: 'code' in outcome ? outcome.code : null,
      sealedTo: null,
    })
    .where(and(eq(wordsExample.serviceId, tx.actor.serviceId), eq(wordsExample.id, id)));
