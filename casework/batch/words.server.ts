import { and, eq } from 'drizzle-orm';
import { batchWords } from '#db/schema/batch.ts';
import { sealerOfService } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { type BatchWords, languages } from './form.server.ts';

const place = (batchId: string, column: 'sealed_happened' | 'sealed_next', language: string) => ({
  table: 'batch_words',
  column,
  row: `${batchId}/${language}`,
});

/** Keeps what several people will read, sealed by the service's own key: it is to no one person. */
export async function keepWords(
  tx: Tx<StaffActor>,
  batchId: string,
  words: readonly BatchWords[],
): Promise<void> {
  const { serviceId } = tx.actor;
  const sealer = sealerOfService(serviceId);
  await tx.insert(batchWords).values(
    words.map(({ language, happened, next, reviewState }) => ({
      ...{ serviceId, batchId, language, reviewState },
      sealedHappened: sealer.seal(place(batchId, 'sealed_happened', language), happened),
      sealedNext: sealer.seal(place(batchId, 'sealed_next', language), next),
    })),
  );
}

/** What several people will read, opened, in the order of our languages. */
export async function wordsKept(tx: Tx<StaffActor>, batchId: string): Promise<BatchWords[]> {
  const { serviceId } = tx.actor;
  const rows = await tx
    .select()
    .from(batchWords)
    .where(and(eq(batchWords.serviceId, serviceId), eq(batchWords.batchId, batchId)));
  const sealer = sealerOfService(serviceId);
  const opened = rows.map(({ language, reviewState, sealedHappened, sealedNext }) => ({
    ...{ language, reviewState },
    happened: sealer.open(place(batchId, 'sealed_happened', language), sealedHappened),
    next: sealer.open(place(batchId, 'sealed_next', language), sealedNext),
  }));
  return opened.toSorted((a, b) => languages.indexOf(a.language) - languages.indexOf(b.language));
}
