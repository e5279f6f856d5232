import { and, desc, eq, exists, isNull, lte, or } from 'drizzle-orm';
import { inbound } from '#db/schema/message.ts';
import { contactPoint } from '#db/schema/reach.ts';
import { victimKey } from '#db/schema/victim.ts';
import { sealerFrom, sealerOfService } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';

/**
 * `perhapsAnothers`: when it came its number or address was not this person's alone, so somebody else may have written it.
 * `itself`: a machine of theirs answered. `attachments`: how many files came with it, none of which is kept.
 */
export type TextReceived = {
  inboundId: string;
  at: Date;
  by: 'text' | 'email';
  words: string;
  perhapsAnothers: boolean;
  itself: boolean;
  attachments: number;
};

// A number passes from one person to another, and what came before somebody had it was never theirs.
function fromANumberOf(tx: Tx<StaffActor>, victimId: string) {
  const had = and(
    eq(contactPoint.serviceId, inbound.serviceId),
    eq(contactPoint.victimId, victimId),
    eq(contactPoint.blindIndex, inbound.fromIndex),
    lte(contactPoint.createdAt, inbound.at),
  );
  return exists(tx.select({ id: contactPoint.id }).from(contactPoint).where(had));
}

/**
 * The last 200 texts and e-mails someone sent to us, STOP among them, newest first and in their own words. Nothing where their case
 * is not open to this actor or their key was destroyed. That they were read is an entry in the audit.
 */
export async function textsReceived(tx: Tx<StaffActor>, victimId: string): Promise<TextReceived[]> {
  const { serviceId } = tx.actor;
  const rows = await tx
    .select({
      inboundId: inbound.id,
      at: inbound.at,
      provider: inbound.provider,
      class: inbound.class,
      attachments: inbound.attachments,
      sealedBody: inbound.sealedBody,
      theirs: inbound.victimId,
      wrapped: victimKey.wrapped,
    })
    .from(inbound)
    .leftJoin(
      victimKey,
      and(eq(victimKey.serviceId, inbound.serviceId), eq(victimKey.victimId, inbound.victimId)),
    )
    .where(
      and(
        eq(inbound.serviceId, serviceId),
        or(eq(inbound.victimId, victimId), and(isNull(inbound.victimId), fromANumberOf(tx, victimId))),
      ),
    )
    .orderBy(desc(inbound.at), desc(inbound.id))
    .limit(200);
  const texts = rows.flatMap(({ sealedBody, theirs, wrapped, inboundId, at, attachments, ...row }) => {
    if (theirs && !wrapped) return [];
    const sealer = theirs && wrapped ? sealerFrom(serviceId, theirs, wrapped) : sealerOfService(serviceId);
    const words = sealer.open({ table: 'inbound', column: 'sealed_body', row: inboundId }, sealedBody);
    const by = row.provider === 'smtp' ? ('email' as const) : ('text' as const);
    const itself = row.class === 'automatic';
    return [{ inboundId, at, by, words, perhapsAnothers: theirs === null, itself, attachments }];
  });
  if (texts.length > 0)
    tx.record({ action: 'text.read', subjectId: victimId, details: { shown: texts.length } });
  return texts;
}
