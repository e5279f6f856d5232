import { and, desc, eq, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import { policy } from '#db/schema/service.ts';
import type { Tx } from '#db/transaction.server.ts';

export const policiesInDays = [
  'first_contact_working_days',
  'card_days',
  'feedback_days',
  'reverify_days',
] as const;
export type PolicyInDays = (typeof policiesInDays)[number];

export const policiesInWords = ['ring_when_standing_still'] as const;
export type PolicyInWords = (typeof policiesInWords)[number];

export const policiesInPence = ['text_part_pence'] as const;
export type PolicyInPence = (typeof policiesInPence)[number];

const days = z.number().int().positive();
const words = z.string().min(1).max(200);
const pence = z.number().positive().max(1000);

async function inForce(tx: Tx, name: string): Promise<unknown> {
  const { serviceId } = tx.actor;
  if (!serviceId) throw new Error('A policy belongs to a service');
  const [row] = await tx
    .select({ value: policy.value })
    .from(policy)
    .where(
      and(
        eq(policy.serviceId, serviceId),
        eq(policy.name, name),
        lte(policy.effectiveFrom, sql`clock_timestamp()`),
      ),
    )
    .orderBy(desc(policy.effectiveFrom))
    .limit(1);
  return row?.value;
}

/**
 * A time limit of this service, in days: its newest dated row that has begun. Where the service never set it, it is
 * `otherwise`; throws where there is none of these.
 */
export async function policyInDays(tx: Tx, name: PolicyInDays, otherwise?: number): Promise<number> {
  const value = await inForce(tx, name);
  return days.parse(value === undefined ? otherwise : value);
}

/** Words a service has set, such as whom to ring: the newest dated row that has begun, or null where there is none. */
export async function policyInWords(tx: Tx, name: PolicyInWords): Promise<string | null> {
  const value = await inForce(tx, name);
  return value === undefined ? null : words.parse(value);
}

/** A price a service pays, in pence with parts of one: the newest dated row that has begun, or null where there is none. */
export async function policyInPence(tx: Tx, name: PolicyInPence): Promise<number | null> {
  const value = await inForce(tx, name);
  return value === undefined ? null : pence.parse(value);
}
