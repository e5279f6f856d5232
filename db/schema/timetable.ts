import { sql } from 'drizzle-orm';
import { bigint, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

export const timetableRun = pgTable('timetable_run', {
  serviceId: uuid('service_id').notNull(),
  name: text('name').notNull(),
  everySeconds: integer('every_seconds').notNull(),
  knownAt: timestamp('known_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  nextAt: timestamp('next_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  leaseUntil: timestamp('lease_until', { withTimezone: true }),
  claims: bigint('claims', { mode: 'number' }).notNull().default(0),
  claimedAt: timestamp('claimed_at', { withTimezone: true }),
  endedAt: timestamp('ended_at', { withTimezone: true }),
  doneAt: timestamp('done_at', { withTimezone: true }),
  outcome: text('outcome', { enum: ['done', 'failed'] }),
  count: integer('count'),
});

export const reminder = pgTable('reminder', {
  serviceId: uuid('service_id').notNull(),
  kind: text('kind', { enum: ['card_ending', 'number_to_check', 'ask_again'] }).notNull(),
  aboutId: uuid('about_id').notNull(),
  since: timestamp('since', { withTimezone: true }).notNull(),
  victimId: uuid('victim_id').notNull(),
  remindedAt: timestamp('reminded_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const codeRefused = pgTable('code_refused', {
  serviceId: uuid('service_id').notNull(),
  channel: text('channel', { enum: ['text', 'email'] }).notNull(),
  since: timestamp('since', { withTimezone: true }).notNull(),
});
