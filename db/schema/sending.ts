import { sql } from 'drizzle-orm';
import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

export const sendingAllowance = pgTable('sending_allowance', {
  serviceId: uuid('service_id').notNull(),
  fullAt: timestamp('full_at', { withTimezone: true }).notNull(),
});

export const sendingPause = pgTable('sending_pause', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull().default(sql`gen_random_uuid()`),
  what: text('what', { enum: ['all', 'several'] }).notNull(),
  pausedBy: uuid('paused_by').notNull(),
  pausedAt: timestamp('paused_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  resumedBy: uuid('resumed_by'),
  resumedAt: timestamp('resumed_at', { withTimezone: true }),
});
