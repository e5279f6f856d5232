import { z } from 'zod';
import type { Sealer } from '#db/sealing.server.ts';
import { type MessageFacts, messageFacts } from './messages/facts.ts';

const body = z.object({ subject: z.string().nullable(), text: z.string() });
export type Body = z.infer<typeof body>;

/** A message as it was handed over, and the version of the words it was made of. */
export type Said = Body & { templateVersion: string };

const placeOf = (messageId: string, column: 'sealed_facts' | 'sealed_body') => ({
  table: 'message',
  column,
  row: messageId,
});

/** Seals what a message is about. */
export const sealFacts = (sealer: Sealer, messageId: string, facts: MessageFacts): Buffer =>
  sealer.seal(placeOf(messageId, 'sealed_facts'), JSON.stringify(facts));

/** Opens what a message is about; throws when it was sealed for another message or is not what messages are about. */
export function openFacts(sealer: Sealer, messageId: string, sealed: Buffer): MessageFacts {
  const written: unknown = JSON.parse(sealer.open(placeOf(messageId, 'sealed_facts'), sealed));
  return messageFacts.parse(written);
}

/** Seals a message as it was handed over. */
export const sealBody = (sealer: Sealer, messageId: string, { subject, text }: Body): Buffer =>
  sealer.seal(placeOf(messageId, 'sealed_body'), JSON.stringify({ subject, text }));

/** Opens a message as it was handed over. */
export function openBody(sealer: Sealer, messageId: string, sealed: Buffer): Body {
  const written: unknown = JSON.parse(sealer.open(placeOf(messageId, 'sealed_body'), sealed));
  return body.parse(written);
}
