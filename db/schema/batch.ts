import { sql } from 'drizzle-orm';
import { boolean, date, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

const leftOutReasons = [
  'not_open',
  'closed',
  'twice',
  'contact_no',
  'withdrawn',
  'declined',
  'no_choice',
  'paused',
  'told_already',
  'no_words',
  'suppressed',
  'locked',
  'no_channel',
  'no_safe_time',
  'went_wrong',
] as const;
const languages = ['en', 'cy', 'pl', 'ur', 'ar'] as const;

export const batch = pgTable('batch', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  audience: text('audience', { enum: ['incident', 'milestone'] }).notNull(),
  kind: text('kind', {
    enum: [
      'decision',
      'panel',
      'order_started',
      'order_review',
      'order_finished',
      'restorative_step',
      'other',
    ],
  }).notNull(),
  happenedOn: date('happened_on').notNull(),
  topic: text('topic', { enum: ['decision', 'progress', 'finished', 'restorative', 'safety'] }).notNull(),
  nextBy: date('next_by'),
  people: integer('people').notNull(),
  savedBy: uuid('saved_by').notNull(),
  savedAt: timestamp('saved_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
  steppedUpAt: timestamp('stepped_up_at', { withTimezone: true }),
  secondBy: uuid('second_by'),
  startsAt: timestamp('starts_at', { withTimezone: true }),
  stoppedAt: timestamp('stopped_at', { withTimezone: true }),
  stoppedBy: uuid('stopped_by'),
  endedAt: timestamp('ended_at', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});

export const batchWords = pgTable('batch_words', {
  serviceId: uuid('service_id').notNull(),
  batchId: uuid('batch_id').notNull(),
  language: text('language', { enum: languages }).notNull(),
  reviewState: text('review_state', { enum: ['own_words', 'reviewed', 'machine'] }).notNull(),
  sealedHappened: bytea('sealed_happened').notNull(),
  sealedNext: bytea('sealed_next').notNull(),
});

export const batchPerson = pgTable('batch_person', {
  serviceId: uuid('service_id').notNull(),
  batchId: uuid('batch_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id').notNull(),
  why: text('why', { enum: leftOutReasons }),
  language: text('language', { enum: languages }).notNull(),
  channels: text('channels', { enum: ['text', 'email', 'letter'] })
    .array()
    .notNull(),
  sample: boolean('sample').notNull(),
  outcome: text('outcome', { enum: ['told', 'waits', 'left_out'] }),
  leftOutWhy: text('left_out_why', { enum: leftOutReasons }),
  updateId: uuid('update_id'),
  doneAt: timestamp('done_at', { withTimezone: true }),
});

export const batchSecondYes = pgTable('batch_second_yes', {
  serviceId: uuid('service_id').notNull(),
  batchId: uuid('batch_id').notNull(),
  savedBy: uuid('saved_by').notNull(),
  answeredBy: uuid('answered_by').notNull(),
  answeredAt: timestamp('answered_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});
