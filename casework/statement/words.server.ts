import { z } from 'zod';
import type { Sealer } from '#db/sealing.server.ts';
import { guideQuestions, type Part } from './rules.ts';

const parts = z.array(z.object({ question: z.enum(guideQuestions).nullable(), words: z.string() }));

const place = (statementId: string) => ({ table: 'statement', column: 'sealed_words', row: statementId });

/** The words of a statement, sealed for its row. */
export const sealedParts = (sealer: Sealer, statementId: string, words: readonly Part[]): Buffer =>
  sealer.seal(place(statementId), JSON.stringify(words));

/** The words of a statement as they were sent. Throws where they are not this statement's. */
export const openedParts = (sealer: Sealer, statementId: string, sealed: Buffer): Part[] =>
  parts.parse(JSON.parse(sealer.open(place(statementId), sealed)));
