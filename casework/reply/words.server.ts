import { z } from 'zod';
import type { Sealer } from '#db/sealing.server.ts';

/** What an answer says: in the person's language, and in English where that is another. */
export type ReplyWords = { words: string; english: string | null };

const place = (id: string) => ({ table: 'reply', column: 'sealed_words', row: id });
const kept = z.object({ words: z.string(), english: z.string().nullable() });

export const sealReply = (sealer: Sealer, id: string, said: ReplyWords): Buffer =>
  sealer.seal(place(id), JSON.stringify(said));

export const openReply = (sealer: Sealer, id: string, sealed: Buffer): ReplyWords =>
  kept.parse(JSON.parse(sealer.open(place(id), sealed)));
