import { sql } from 'drizzle-orm';
import { date, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

export const printRun = pgTable('print_run', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  letters: integer('letters').notNull(),
  madeBy: uuid('made_by').notNull(),
  madeAt: timestamp('made_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  postedOn: date('posted_on', { mode: 'string' }),
  postedBy: uuid('posted_by'),
  postedAt: timestamp('posted_at', { withTimezone: true }),
  undoneBy: uuid('undone_by'),
  undoneAt: timestamp('undone_at', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});

export const printedLetter = pgTable('printed_letter', {
  serviceId: uuid('service_id').notNull(),
  runId: uuid('run_id').notNull(),
  messageId: uuid('message_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  number: integer('number').notNull(),
  reference: text('reference').notNull(),
  printedAt: timestamp('printed_at', { withTimezone: true }),
  printedVersion: text('printed_version'),
  outcome: text('outcome', { enum: ['posted', 'left', 'taken_out', 'undone'] }),
  settledBy: uuid('settled_by'),
  settledAt: timestamp('settled_at', { withTimezone: true }),
  returnedOn: date('returned_on', { mode: 'string' }),
  returnedWhy: text('returned_why', { enum: ['gone_away', 'address', 'refused', 'not_said'] }),
  returnedBy: uuid('returned_by'),
  returnedAt: timestamp('returned_at', { withTimezone: true }),
});

export const printing = pgTable('printing', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  runId: uuid('run_id').notNull(),
  letters: integer('letters').notNull(),
  printedBy: uuid('printed_by').notNull(),
  printedAt: timestamp('printed_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});
