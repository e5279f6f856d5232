import { type SQL, sql } from 'drizzle-orm';
import { nameToken } from '#db/schema/victim.ts';
import { blindIndex } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { type NameToken, nameWords, tokensLookedFor, tokensOfName } from './name-tokens.ts';

export type NameMatch = 'word' | 'prefix' | 'sound';

const strength = { word: 3, prefix: 2, sound: 1 } satisfies Record<NameMatch, number>;
const matchOf = (weakest: number): NameMatch =>
  weakest === strength.word ? 'word' : weakest === strength.prefix ? 'prefix' : 'sound';

const indexOf = (serviceId: string, { kind, text }: NameToken) => blindIndex(serviceId, `name/${kind}`, text);

/** Keeps what a name is found by: keyed hashes of its words, their beginnings and their sounds. */
export async function nameVictim(tx: Tx<StaffActor>, victimId: string, name: string): Promise<void> {
  const { serviceId } = tx.actor;
  const tokens = tokensOfName(name).map((token) => ({
    serviceId,
    kind: token.kind,
    token: indexOf(serviceId, token),
    victimId,
  }));
  if (tokens.length > 0) await tx.insert(nameToken).values(tokens).onConflictDoNothing();
}

/**
 * People whose name has every one of these words, best first and at most fifty: each word whole, as a beginning or as it
 * sounds. `match` is the weakest of them. Only those this actor may open.
 */
export async function peopleNamed(
  tx: Tx<StaffActor>,
  words: string,
): Promise<{ victimId: string; match: NameMatch }[]> {
  const { serviceId } = tx.actor;
  const wanted = nameWords(words);
  if (wanted.length === 0) return [];
  const tokens: SQL[] = wanted.flatMap((word, position) =>
    tokensLookedFor(word).map(
      (token) =>
        sql`(${position}::int, ${token.kind}, ${indexOf(serviceId, token)}::bytea, ${strength[token.kind]}::int)`,
    ),
  );
  const found = await tx.execute<{ victim_id: string; weakest: number }>(sql`
    select victim_id, min(strength) as weakest from (
      select t.victim_id, wanted.position, max(wanted.strength) as strength
      from (values ${sql.join(tokens, sql`, `)}) as wanted(position, kind, token, strength)
      join name_token t on t.service_id = ${serviceId} and t.kind = wanted.kind and t.token = wanted.token
      group by t.victim_id, wanted.position) as matched
    group by victim_id having count(*) = ${wanted.length}
    order by sum(strength) desc, victim_id limit 50`);
  return found.map(({ victim_id, weakest }) => ({
    victimId: victim_id,
    match: matchOf(weakest),
  }));
}
