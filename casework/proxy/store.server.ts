import { randomUUID } from 'node:crypto';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { proxy } from '#db/schema/victim.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { Capacity } from '../choice/rules.ts';
import { NotThereError } from '../refusals.ts';
import { particularsOf } from '../victim/particulars.server.ts';
import { localDate } from '../working-day/rules.ts';
import type { NewProxy } from './form.server.ts';
import { actsOn, type ProxyKind, type Term, termOf } from './rules.ts';

const place = (column: 'sealed_name' | 'sealed_evidence', id: string) => ({
  table: 'proxy',
  column,
  row: id,
});

async function termFor(
  tx: Tx<StaffActor>,
  victimId: string,
  { kind, endsOn: asked }: NewProxy,
): Promise<Term> {
  const known = await particularsOf(tx, victimId);
  if (!known) throw new NotThereError();
  return termOf(kind, { birthDate: known.birthDate, asked, today: localDate(new Date()) });
}

type Refusal = Extract<Term, { may: false }>['problem'];

/** Why somebody may not speak for a person, or null. Throws NotThereError when the person is not open. */
export async function proxyRefused(
  tx: Tx<StaffActor>,
  victimId: string,
  asked: NewProxy,
): Promise<Refusal | null> {
  const term = await termFor(tx, victimId, asked);
  return term.may ? null : term.problem;
}

/**
 * Lets somebody speak for a person, on the evidence seen. For a parent or guardian it ends by itself when the person turns
 * eighteen. Throws where proxyRefused would refuse it, NotThereError when the person is not open to this member of staff.
 */
export async function addProxy(
  tx: Tx<StaffActor>,
  victimId: string,
  asked: NewProxy,
): Promise<{ proxyId: string; endsOn: string | null }> {
  const { serviceId } = tx.actor;
  const { kind, name, evidence } = asked;
  const term = await termFor(tx, victimId, asked);
  if (!term.may) throw new Error(term.problem);
  const { endsOn } = term;
  const id = randomUUID();
  const sealer = await sealerOf(tx, victimId);
  await tx.insert(proxy).values({
    ...{ serviceId, id, victimId, kind, endsOn },
    sealedName: sealer.seal(place('sealed_name', id), name),
    sealedEvidence: sealer.seal(place('sealed_evidence', id), evidence),
  });
  tx.record({ action: 'proxy.added', subjectId: victimId, details: { proxyId: id, kind, endsOn } });
  return { proxyId: id, endsOn };
}

/** Ends that somebody speaks for a person, from now on. Throws NotThereError where they do not, or it is not open. */
export async function endProxy(tx: Tx<StaffActor>, victimId: string, proxyId: string): Promise<void> {
  const ended = await tx
    .update(proxy)
    .set({ endedAt: sql`clock_timestamp()`, version: sql`${proxy.version} + 1` })
    .where(
      and(
        eq(proxy.serviceId, tx.actor.serviceId),
        eq(proxy.victimId, victimId),
        eq(proxy.id, proxyId),
        isNull(proxy.endedAt),
      ),
    )
    .returning({ id: proxy.id });
  if (ended.length === 0) throw new NotThereError();
  tx.record({ action: 'proxy.ended', subjectId: victimId, details: { proxyId, byItself: false } });
}

/** Somebody who speaks, or spoke, for a person. `acts`: today. */
export type KnownProxy = {
  proxyId: string;
  kind: ProxyKind;
  name: string;
  evidence: string;
  endsOn: string | null;
  endedAt: Date | null;
  acts: boolean;
};

/** Everyone who speaks or spoke for a person, those who do first. Throws NotThereError when the person is not open. */
export async function proxiesOf(tx: Tx<StaffActor>, victimId: string): Promise<KnownProxy[]> {
  const rows = await tx
    .select({
      ...{ proxyId: proxy.id, kind: proxy.kind, endsOn: proxy.endsOn, endedAt: proxy.endedAt },
      ...{ sealedName: proxy.sealedName, sealedEvidence: proxy.sealedEvidence },
    })
    .from(proxy)
    .where(and(eq(proxy.serviceId, tx.actor.serviceId), eq(proxy.victimId, victimId)))
    .orderBy(asc(proxy.id));
  const sealer = await sealerOf(tx, victimId);
  const today = localDate(new Date());
  const known = rows.map(({ sealedName, sealedEvidence, ...row }) => ({
    ...row,
    name: sealer.open(place('sealed_name', row.proxyId), sealedName),
    evidence: sealer.open(place('sealed_evidence', row.proxyId), sealedEvidence),
    acts: actsOn(row, today),
  }));
  return known.sort((a, b) => Number(b.acts) - Number(a.acts) || a.name.localeCompare(b.name, 'en'));
}

/** Throws NotThereError unless somebody of that kind speaks for the person today; they themselves always may. */
export async function refuseUnlessSpeaks(tx: Tx<StaffActor>, victimId: string, as: Capacity): Promise<void> {
  if (as === 'self') return;
  const { endsOn, endedAt } = proxy;
  const rows = await tx
    .select({ endsOn, endedAt })
    .from(proxy)
    .where(and(eq(proxy.serviceId, tx.actor.serviceId), eq(proxy.victimId, victimId), eq(proxy.kind, as)));
  const today = localDate(new Date());
  if (!rows.some((row) => actsOn(row, today))) throw new NotThereError();
}
