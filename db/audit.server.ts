import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { chainKey } from './keys.server.ts';
import type { Tx } from './transaction.server.ts';

export type AuditDetails = Record<string, string | number | boolean | null>;
/** What happened, to whom. Details are ids, states and counts: never words, names or addresses. */
export type AuditEntry = { action: string; subjectId: string | null; details?: AuditDetails };

type Link = {
  serviceId: string;
  sequence: number;
  at: string;
  actorRole: string;
  actorId: string | null;
  action: string;
  subjectId: string | null;
  details: AuditDetails;
};

const chainStart = Buffer.alloc(32);

function hashOf(link: Link, previous: Buffer): Buffer {
  const details = Object.entries(link.details).sort(([a], [b]) => (a < b ? -1 : 1));
  const words = [
    link.serviceId,
    link.sequence,
    link.at,
    link.actorRole,
    link.actorId,
    link.action,
    link.subjectId,
    details,
  ];
  return createHmac('sha256', chainKey(link.serviceId))
    .update(previous)
    .update(JSON.stringify(words))
    .digest();
}

function actorIdOf({ actor }: Tx): string | null {
  if ('staffId' in actor) return actor.staffId;
  return 'personId' in actor ? actor.personId : null;
}

/** How writing them ended, once it has. */
export type Written = Promise<[PromiseSettledResult<unknown>]>;

/**
 * Adds entries to the chain of the transaction's service: the head is locked once, everything is written in one statement.
 * That statement has been sent; `written` is when it is done. Nobody else of the service appends until the commit, so the
 * commit need not wait to be told: it is kept only if the entries are.
 */
export async function appendAudit(tx: Tx, entries: AuditEntry[]): Promise<{ written: Written }> {
  const { serviceId, role } = tx.actor;
  if (!serviceId) throw new Error('An audit entry belongs to a service');
  const [head] = await tx.execute<{ sequence: string; hash: Buffer; at: string }>(sql`
    select sequence, hash, to_char(clock_timestamp(), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from audit_head where service_id = ${serviceId} for update`);
  if (!head) throw new Error('The audit chain of this service was never begun');
  let previous = head.hash;
  const rows = entries.map((entry, index) => {
    const link: Link = {
      serviceId,
      sequence: Number(head.sequence) + index + 1,
      at: head.at,
      actorRole: role,
      actorId: actorIdOf(tx),
      action: entry.action,
      subjectId: entry.subjectId,
      details: entry.details ?? {},
    };
    const hash = hashOf(link, previous);
    const row = { ...link, previous: previous.toString('base64'), hash: hash.toString('base64') };
    previous = hash;
    return row;
  });
  const write = tx.execute(sql`
    with moved as (
      update audit_head set sequence = ${Number(head.sequence) + rows.length}, hash = ${previous} where service_id = ${serviceId})
    insert into audit_entry (service_id, sequence, at, actor_role, actor_id, action, subject_id, details, previous_hash, hash)
    select "serviceId", sequence, at, "actorRole", "actorId", action, "subjectId", details, decode(previous, 'base64'), decode(hash, 'base64')
    from json_to_recordset(${JSON.stringify(rows)}::json) as entry("serviceId" uuid, sequence bigint, at timestamptz, "actorRole" text,
      "actorId" uuid, action text, "subjectId" uuid, details jsonb, previous text, hash text)`);
  return { written: Promise.allSettled([write.execute()]) };
}

export type Verdict = { serviceId: string; entries: number; brokenAt: number | null; head: string };

/** Recomputes a service's whole chain, a thousand links at a time; `brokenAt` is the first that does not hold. */
export async function verifyAudit(tx: Tx): Promise<Verdict> {
  const serviceId = tx.actor.serviceId;
  if (!serviceId) throw new Error('A chain belongs to a service');
  let previous: Buffer = chainStart;
  let sequence = 0;
  const verdict = (brokenAt: number | null) => ({
    serviceId,
    entries: sequence,
    brokenAt,
    head: previous.toString('hex'),
  });
  for (;;) {
    const links = await tx.execute<{
      sequence: string;
      at: string;
      actor_role: string;
      actor_id: string | null;
      action: string;
      subject_id: string | null;
      details: AuditDetails;
      hash: Buffer;
    }>(sql`
      select sequence, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, actor_role, actor_id, action, subject_id, details, hash
      from audit_entry where service_id = ${serviceId} and sequence > ${sequence} order by sequence limit 1000`);
    for (const row of links) {
      const link = {
        serviceId,
        sequence: sequence + 1,
        at: row.at,
        actorRole: row.actor_role,
        actorId: row.actor_id,
        action: row.action,
        subjectId: row.subject_id,
        details: row.details,
      };
      if (Number(row.sequence) !== sequence + 1 || !hashOf(link, previous).equals(row.hash))
        return verdict(sequence + 1);
      previous = row.hash;
      sequence += 1;
    }
    if (links.length < 1000) break;
  }
  const [head] = await tx.execute<{ sequence: string; hash: Buffer }>(
    sql`select sequence, hash from audit_head where service_id = ${serviceId}`,
  );
  const whole = head && Number(head.sequence) === sequence && head.hash.equals(previous);
  return verdict(whole ? null : sequence + 1);
}
