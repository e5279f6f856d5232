import { randomUUID } from 'node:crypto';
import { inbound } from '#db/schema/message.ts';
import { sealerOf, sealerOfService } from '#db/sealing.server.ts';
import type { ProcessActor, Tx } from '#db/transaction.server.ts';

/** Words that came in, as they are kept. `victimId` is whose they can only be; null where several people may have sent them. */
export type WordsIn = Pick<
  typeof inbound.$inferSelect,
  'provider' | 'providerId' | 'fromIndex' | 'victimId' | 'class' | 'attachments'
> & { words: string };

const received = { twilio: 'text.received', smtp: 'email.received' } as const;

/**
 * Keeps words somebody sent us: sealed for the one person whose they can only be, so that they go when their key does; for the
 * service where a number or address is shared or no longer anyone's. False where they are kept already.
 */
export async function keepWords(tx: Tx<ProcessActor>, { words, ...row }: WordsIn): Promise<boolean> {
  const { serviceId } = tx.actor;
  const id = randomUUID();
  const sealer = row.victimId ? await sealerOf(tx, row.victimId) : sealerOfService(serviceId);
  const sealedBody = sealer.seal({ table: 'inbound', column: 'sealed_body', row: id }, words);
  const kept = await tx
    .insert(inbound)
    .values({ serviceId, id, sealedBody, ...row })
    .onConflictDoNothing()
    .returning({ id: inbound.id });
  if (kept.length === 0) return false;
  const action = row.provider === 'smtp' ? received.smtp : received.twilio;
  tx.record({ action, subjectId: row.victimId, details: { inboundId: id, kind: row.class } });
  return true;
}
