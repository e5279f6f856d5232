import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, smallint, text, time, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

export const contactPoint = pgTable('contact_point', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  kind: text('kind', { enum: ['mobile', 'email', 'address'] }).notNull(),
  sealedValue: bytea('sealed_value').notNull(),
  blindIndex: bytea('blind_index').notNull(),
  source: text('source', { enum: ['police', 'the_person', 'worker'] }).notNull(),
  verifiedAt: timestamp('verified_at', { withTimezone: true }),
  badAt: timestamp('bad_at', { withTimezone: true }),
  doubt: text('doubt', { enum: ['age', 'failures'] }),
  shared: boolean('shared').notNull().default(false),
  watched: boolean('watched').notNull().default(false),
  endedAt: timestamp('ended_at', { withTimezone: true }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  version: integer('version').notNull().default(1),
});

export const verifyRequest = pgTable('verify_request', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  contactPointId: uuid('contact_point_id').notNull(),
  browserHash: bytea('browser_hash').notNull(),
  askedAt: timestamp('asked_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  answeredAt: timestamp('answered_at', { withTimezone: true }),
});

export const suppression = pgTable('suppression', {
  serviceId: uuid('service_id').notNull(),
  kind: text('kind', { enum: ['mobile', 'email', 'address'] }).notNull(),
  blindIndex: bytea('blind_index').notNull(),
  suppressedAt: timestamp('suppressed_at', { withTimezone: true }),
  reason: text('reason', { enum: ['stop', 'wrong_person', 'opt_out_link', 'returned', 'staff'] }),
});

export const contactPreference = pgTable('contact_preference', {
  serviceId: uuid('service_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  channels: text('channels', { enum: ['text', 'email', 'phone', 'letter'] })
    .array()
    .notNull()
    .default([]),
  textContent: text('text_content', { enum: ['nudge', 'sentence'] })
    .notNull()
    .default('nudge'),
  languageSpoken: text('language_spoken').notNull().default('en'),
  languageWritten: text('language_written', { enum: ['en', 'cy', 'pl', 'ur', 'ar'] })
    .notNull()
    .default('en'),
  format: text('format', { enum: ['standard', 'large_print', 'easy_read'] })
    .notNull()
    .default('standard'),
  voicemail: text('voicemail', { enum: ['unanswered', 'no', 'name_only'] })
    .notNull()
    .default('unanswered'),
  interpreter: boolean('interpreter').notNull().default(false),
  answeredAt: timestamp('answered_at', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});

export const safeWindow = pgTable('safe_window', {
  serviceId: uuid('service_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  weekday: smallint('weekday').notNull(),
  opens: time('opens').notNull(),
  closes: time('closes').notNull(),
});

export const adjustment = pgTable('adjustment', {
  serviceId: uuid('service_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  kind: text('kind', {
    enum: [
      'no_phone_calls',
      'no_letters',
      'no_texts',
      'reads_little',
      'bsl',
      'large_print',
      'supporter_present',
      'other',
    ],
  }).notNull(),
  sealedNote: bytea('sealed_note'),
  notedAt: timestamp('noted_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const hold = pgTable('hold', {
  serviceId: uuid('service_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  held: boolean('held').notNull().default(false),
  reason: text('reason', { enum: ['asked_to_pause', 'card_refused', 'parents_disagree', 'safety', 'staff'] }),
  until: timestamp('until', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});

export const channelLock = pgTable('channel_lock', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  channel: text('channel', { enum: ['text', 'email', 'phone', 'letter'] }).notNull(),
  reason: text('reason', { enum: ['watched', 'shared', 'asked', 'court_order', 'other'] }).notNull(),
  sealedNote: bytea('sealed_note'),
  lockedBy: uuid('locked_by').notNull(),
  lockedAt: timestamp('locked_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  liftedBy: uuid('lifted_by'),
  liftedAt: timestamp('lifted_at', { withTimezone: true }),
});

export const startedAgain = pgTable('started_again', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull().default(sql`gen_random_uuid()`),
  victimId: uuid('victim_id').notNull(),
  contactPointId: uuid('contact_point_id').notNull(),
  stoppedAt: timestamp('stopped_at', { withTimezone: true }).notNull(),
  stoppedWhy: text('stopped_why', { enum: ['stop', 'opt_out_link'] }).notNull(),
  askedHow: text('asked_how', { enum: ['phone', 'visit', 'letter', 'paper', 'text', 'email'] }).notNull(),
  startedBy: uuid('started_by').notNull(),
  startedAt: timestamp('started_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});
