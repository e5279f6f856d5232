import { randomUUID } from 'node:crypto';
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { promise, promiseEvidence, theme } from '#db/schema/you-said.ts';
import { sealerOfService } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { NotThereError } from '../refusals.ts';
import { localDate } from '../working-day/rules.ts';
import { type EvidenceState, mayCheck, type PromiseState, type Standing, standingOf } from './rules.ts';

const place = (row: string) => ({ table: 'promise_evidence', column: 'sealed_note', row });

/** One of the staff says what they will do about a theme, by a day (YYYY-MM-DD). */
export async function makePromise(
  tx: Tx<StaffActor>,
  themeId: string,
  { what, ownerId, dueOn }: { what: string; ownerId: string; dueOn: string },
): Promise<string> {
  const { serviceId, staffId } = tx.actor;
  const id = randomUUID();
  await tx.insert(promise).values({ serviceId, id, themeId, what, ownerId, dueOn, madeBy: staffId });
  tx.record({ action: 'promise.made', subjectId: themeId, details: { promiseId: id } });
  return id;
}

export type Evidence = {
  evidenceId: string;
  note: string;
  state: EvidenceState;
  writtenBy: string;
  writtenAt: Date;
  checkedBy: string | null;
  checkedAt: Date | null;
  mayCheck: boolean;
};
export type PromiseMade = {
  promiseId: string;
  what: string;
  ownerId: string;
  dueOn: string;
  state: PromiseState;
  standing: Standing;
  evidence: Evidence[];
};

export type PromiseDue = {
  themeId: string;
  title: string;
  ownerId: string;
  dueOn: string;
  standing: Standing;
};

/** Promises not kept yet whose day is `by` (YYYY-MM-DD) or earlier, the longest late first, at most 25; one's own or everyone's. */
export async function promisesDue(
  tx: Tx<StaffActor>,
  { by, mine }: { by: string; mine: boolean },
): Promise<PromiseDue[]> {
  const { serviceId, staffId } = tx.actor;
  const { themeId, ownerId, dueOn, state } = promise;
  const rows = await tx
    .select({ themeId, title: theme.title, ownerId, dueOn, state })
    .from(promise)
    .innerJoin(theme, and(eq(theme.serviceId, promise.serviceId), eq(theme.id, themeId)))
    .where(
      and(
        eq(promise.serviceId, serviceId),
        eq(state, 'promised'),
        lte(dueOn, by),
        mine ? eq(ownerId, staffId) : undefined,
      ),
    )
    .orderBy(dueOn, promise.id)
    .limit(25);
  const today = localDate(new Date());
  return rows.map(({ state: kept, ...row }) => ({
    ...row,
    standing: standingOf({ state: kept, dueOn: row.dueOn }, today),
  }));
}

/** The promise of a theme with what shows that it was kept, or null where there is none. */
export async function promiseOf(tx: Tx<StaffActor>, themeId: string): Promise<PromiseMade | null> {
  const { id, what, ownerId, dueOn, state } = promise;
  const [row] = await tx
    .select({ promiseId: id, what, ownerId, dueOn, state })
    .from(promise)
    .where(and(eq(promise.serviceId, tx.actor.serviceId), eq(promise.themeId, themeId)))
    .limit(1);
  if (!row) return null;
  return {
    ...row,
    standing: standingOf(row, localDate(new Date())),
    evidence: await evidenceOf(tx, row.promiseId),
  };
}

async function evidenceOf(tx: Tx<StaffActor>, promiseId: string): Promise<Evidence[]> {
  const { serviceId, staffId } = tx.actor;
  const rows = await tx
    .select()
    .from(promiseEvidence)
    .where(and(eq(promiseEvidence.serviceId, serviceId), eq(promiseEvidence.promiseId, promiseId)))
    .orderBy(asc(promiseEvidence.writtenAt), asc(promiseEvidence.id));
  const sealer = sealerOfService(serviceId);
  return rows.map(({ id, sealedNote, serviceId: _, promiseId: __, ownerId, ...row }) => ({
    ...row,
    evidenceId: id,
    note: sealer.open(place(id), sealedNote),
    mayCheck: mayCheck(staffId, { ownerId, writtenBy: row.writtenBy, state: row.state }),
  }));
}

/** Writes down what shows that a promise was kept. Throws NotThereError where it is settled already or not there. */
export async function addEvidence(tx: Tx<StaffActor>, promiseId: string, note: string): Promise<string> {
  const { serviceId, staffId } = tx.actor;
  const [open] = await tx
    .select({ ownerId: promise.ownerId })
    .from(promise)
    .where(and(eq(promise.serviceId, serviceId), eq(promise.id, promiseId), eq(promise.state, 'promised')));
  if (!open) throw new NotThereError();
  const id = randomUUID();
  const sealedNote = sealerOfService(serviceId).seal(place(id), note);
  await tx
    .insert(promiseEvidence)
    .values({ serviceId, id, promiseId, ownerId: open.ownerId, sealedNote, writtenBy: staffId });
  tx.record({ action: 'promise.evidence_added', subjectId: promiseId, details: { evidenceId: id } });
  return id;
}

/**
 * Another looks at the evidence; where it shows that the promise was kept, the promise is done. Throws NotThereError for
 * whoever owns the promise or wrote the evidence, and where it was judged already.
 */
export async function checkEvidence(
  tx: Tx<StaffActor>,
  promiseId: string,
  { evidenceId, verdict }: { evidenceId: string; verdict: 'shown' | 'not_shown' },
): Promise<void> {
  const { serviceId, staffId } = tx.actor;
  const it = (await evidenceOf(tx, promiseId)).find((one) => one.evidenceId === evidenceId);
  if (!it?.mayCheck) throw new NotThereError();
  await tx
    .update(promiseEvidence)
    .set({ state: verdict, checkedBy: staffId, checkedAt: sql`clock_timestamp()` })
    .where(and(eq(promiseEvidence.serviceId, serviceId), eq(promiseEvidence.id, evidenceId)));
  tx.record({ action: 'promise.evidence_checked', subjectId: promiseId, details: { evidenceId, verdict } });
  if (verdict === 'shown') await settle(tx, promiseId, 'done');
}

/** Gives a promise up, plainly. Throws NotThereError where it is settled already or not there. */
export async function endPromise(
  tx: Tx<StaffActor>,
  promiseId: string,
  outcome: 'not_done' | 'dropped',
): Promise<void> {
  await settle(tx, promiseId, outcome);
}

async function settle(
  tx: Tx<StaffActor>,
  promiseId: string,
  state: Exclude<PromiseState, 'promised'>,
): Promise<void> {
  const { serviceId, staffId } = tx.actor;
  const settled = await tx
    .update(promise)
    .set({
      state,
      settledBy: staffId,
      settledAt: sql`clock_timestamp()`,
      version: sql`${promise.version} + 1`,
    })
    .where(and(eq(promise.serviceId, serviceId), eq(promise.id, promiseId), eq(promise.state, 'promised')))
    .returning({ id: promise.id });
  if (settled.length === 0) throw new NotThereError();
  tx.record({ action: `promise.${state}`, subjectId: promiseId, details: {} });
}
