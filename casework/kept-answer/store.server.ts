import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { keptAnswer } from '#db/schema/getting-in.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { Tx, VictimActor } from '#db/transaction.server.ts';

/** The fields of a form in the order they were posted; a field with several values comes several times. */
export type Fields = [name: string, value: string][];
const fieldsKept = z.array(z.tuple([z.string(), z.string()]));

const place = (victimId: string, path: string) => {
  return { table: 'kept_answer', column: 'sealed_fields', row: `${victimId}${path}` };
};

/** Keeps what someone had written on a page when their session ended, in place of what was kept for it before. */
export async function keepAnswers(
  tx: Tx<VictimActor>,
  victimId: string,
  path: string,
  fields: Fields,
): Promise<void> {
  const { serviceId } = tx.actor;
  const sealer = await sealerOf(tx, victimId);
  const sealedFields = sealer.seal(place(victimId, path), JSON.stringify(fields));
  await tx
    .insert(keptAnswer)
    .values({ serviceId, victimId, path, sealedFields })
    .onConflictDoUpdate({
      target: [keptAnswer.serviceId, keptAnswer.victimId, keptAnswer.path],
      set: { sealedFields, keptAt: sql`clock_timestamp()` },
    });
}

/** What was kept for a page within the last twenty minutes; null when there is nothing. It stays until the form is sent (`session_of`). */
export async function answersKept(
  tx: Tx<VictimActor>,
  victimId: string,
  path: string,
): Promise<Fields | null> {
  const [kept] = await tx
    .select({ sealedFields: keptAnswer.sealedFields })
    .from(keptAnswer)
    .where(
      and(
        eq(keptAnswer.victimId, victimId),
        eq(keptAnswer.path, path),
        sql`${keptAnswer.keptAt} > clock_timestamp() - interval '20 minutes'`,
      ),
    );
  if (!kept) return null;
  const sealer = await sealerOf(tx, victimId);
  return fieldsKept.parse(JSON.parse(sealer.open(place(victimId, path), kept.sealedFields)));
}
