import { and, eq } from 'drizzle-orm';
import { victimCase } from '#db/schema/case.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { emailFrom, mobileFrom } from '../contact-point/rules.ts';
import { plainSymbols } from '../invitation/card.ts';
import { findPeople, type PersonFound, possibleDuplicates, victimOf } from '../victim/store.server.ts';

const referenceLength = 5;

export type CaseFound = { caseId: string; victimId: string; incidentId: string; reference: string };

/** A case by its reference, however it is written or said ("r-k7q2p", "K7Q2P"); null when none is open to them. */
export async function caseByReference(tx: Tx<StaffActor>, typed: string): Promise<CaseFound | null> {
  const plain = plainSymbols(typed).replace(/^R(?=.{5}$)/, '');
  if (plain.length !== referenceLength) return null;
  const [found] = await tx
    .select({
      caseId: victimCase.id,
      victimId: victimCase.victimId,
      incidentId: victimCase.incidentId,
      reference: victimCase.reference,
    })
    .from(victimCase)
    .where(and(eq(victimCase.serviceId, tx.actor.serviceId), eq(victimCase.reference, `R-${plain}`)));
  return found ?? null;
}

export type Found = PersonFound & { how: 'reference' | 'contact' | 'word' | 'prefix' | 'sound' };

/** People by a case's reference, a mobile number, an e-mail address, or words of their name; the surest way first. */
export async function search(tx: Tx<StaffActor>, typed: string): Promise<Found[]> {
  const known = await caseByReference(tx, typed);
  const person = known && (await victimOf(tx, known.victimId));
  const byReference: Found[] =
    known && person
      ? [{ ...person, cases: [{ caseId: known.caseId, reference: known.reference }], how: 'reference' }]
      : [];
  const mobile = mobileFrom(typed);
  const email = emailFrom(typed);
  const reachedAt = await possibleDuplicates(tx, {
    name: '',
    mobile: 'value' in mobile ? mobile.value : null,
    email: 'value' in email ? email.value : null,
  });
  const named = await findPeople(tx, typed);
  const all: Found[] = [
    ...byReference,
    ...reachedAt.map((one) => ({ ...one, how: 'contact' as const })),
    ...named.map(({ match, ...one }) => ({ ...one, how: match })),
  ];
  return all.filter((one, index) => all.findIndex(({ victimId }) => victimId === one.victimId) === index);
}
