import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import {
  type LetterHere,
  lettersLyingHere,
  lettersNotYetHere,
  lettersToPrint,
} from '#messaging/letters.server.ts';
import { randomSymbols } from '../invitation/random-symbols.server.ts';
import { type LetterShown, letterShown } from './letter-shown.server.ts';

/** What one printer and one pair of hands get through, and a press sets in a few seconds. */
export const longestRun = 100;
const atOneLook = { going: 200, staying: 100 } as const;
const countedTo = 1000;

export type Waiting = {
  letters: LetterShown[];
  /** How many lie here besides those; `atLeast` where there are so many that nobody counted on. */
  more: { letters: number; atLeast: boolean };
  notYet: Awaited<ReturnType<typeof lettersNotYetHere>>;
};

/** The first of what lies here to be printed, how many more there are, and how many wait for something first and what for. */
export async function lettersWaiting(tx: Tx<StaffActor>): Promise<Waiting> {
  const { serviceId } = tx.actor;
  const going = await lettersToPrint(tx, { may: true, limit: atOneLook.going });
  const staying = await lettersToPrint(tx, {
    may: false,
    limit: atOneLook.staying,
    among: countedTo,
  });
  const here = [...going, ...staying];
  const counted = await lettersLyingHere(tx, here.length + countedTo);
  tx.record({ action: 'letters.read', subjectId: null, details: { shown: here.length } });
  const letters = Math.max(counted - here.length, 0);
  return {
    letters: here.map((one) => letterShown(serviceId, one)),
    more: { letters, atLeast: letters === countedTo },
    notYet: await lettersNotYetHere(tx),
  };
}

/**
 * Puts everything that may be posted into one run, at most a hundred letters, each with a reference of its own, and gives back
 * its id; null where there is nothing. Two who do this at once get no letter twice, and nobody who says no meanwhile waits:
 * their letter is left out, or is in the run as one that may not go.
 */
export async function makeRun(tx: Tx<StaffActor>): Promise<string | null> {
  const { serviceId, staffId } = tx.actor;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('print_run ' || ${serviceId}, 0))`);
  const found = (await firstToGo(tx)).map(({ id }) => ({ id, reference: randomSymbols(6) }));
  const runId = randomUUID();
  // What was stopped since it was found is left out by the same look at it that the policy of the table takes.
  const put = await tx.execute(sql`
    with found as (
      select id, reference, row_number() over () as place
      from json_to_recordset(${JSON.stringify(found)}::json) as found(id uuid, reference text)),
    going as materialized (
      select m.id, m.victim_id, found.reference, row_number() over (order by found.place) as number
      from found cross join lateral (
        select id, victim_id, state from message where service_id = ${serviceId} and id = found.id offset 0) m
      where m.state = 'accepted'),
    run as (
      insert into print_run (service_id, id, letters, made_by)
      select ${serviceId}::uuid, ${runId}::uuid, count(*), ${staffId}::uuid from going having count(*) > 0)
    insert into printed_letter (service_id, run_id, message_id, victim_id, number, reference)
    select ${serviceId}::uuid, ${runId}::uuid, id, victim_id, number, reference from going
    returning message_id`);
  if (put.length === 0) return null;
  tx.record({ action: 'print_run.made', subjectId: null, details: { runId, letters: put.length } });
  return runId;
}

// However many may not go, or do not fit an envelope, stand before those that may.
async function firstToGo(tx: Tx<StaffActor>): Promise<LetterHere[]> {
  const { serviceId } = tx.actor;
  const going: LetterHere[] = [];
  let after: LetterHere | undefined;
  do {
    const next = await lettersToPrint(tx, { may: true, limit: atOneLook.going, after });
    going.push(...next.filter((one) => letterShown(serviceId, one).stops === null));
    after = next.length === atOneLook.going ? next.at(-1) : undefined;
  } while (after && going.length < longestRun);
  return going.slice(0, longestRun);
}
