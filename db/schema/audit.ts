import { bigint, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

export const auditHead = pgTable('audit_head', {
  serviceId: uuid('service_id').notNull(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  hash: bytea('hash').notNull(),
});

export const auditEntry = pgTable('audit_entry', {
  serviceId: uuid('service_id').notNull(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  at: timestamp('at', { withTimezone: true }).notNull(),
  actorRole: text('actor_role').notNull(),
  actorId: uuid('actor_id'),
  action: text('action').notNull(),
  subjectId: uuid('subject_id'),
  details: jsonb('details').notNull(),
  previousHash: bytea('previous_hash').notNull(),
  hash: bytea('hash').notNull(),
});
