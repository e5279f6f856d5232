import { sql } from 'drizzle-orm';
import { date, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

export const theme = pgTable('theme', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  source: text('source', { enum: ['feedback', 'we_noticed'] }).notNull(),
  title: text('title').notNull(),
  begunBy: uuid('begun_by').notNull(),
  begunAt: timestamp('begun_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  version: integer('version').notNull().default(1),
});

export const promise = pgTable('promise', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  themeId: uuid('theme_id').notNull(),
  what: text('what').notNull(),
  ownerId: uuid('owner_id').notNull(),
  dueOn: date('due_on', { mode: 'string' }).notNull(),
  state: text('state', { enum: ['promised', 'done', 'not_done', 'dropped'] })
    .notNull()
    .default('promised'),
  madeBy: uuid('made_by').notNull(),
  madeAt: timestamp('made_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  settledBy: uuid('settled_by'),
  settledAt: timestamp('settled_at', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});

export const promiseEvidence = pgTable('promise_evidence', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  promiseId: uuid('promise_id').notNull(),
  ownerId: uuid('owner_id').notNull(),
  state: text('state', { enum: ['to_check', 'shown', 'not_shown'] })
    .notNull()
    .default('to_check'),
  sealedNote: bytea('sealed_note').notNull(),
  writtenBy: uuid('written_by').notNull(),
  writtenAt: timestamp('written_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  checkedBy: uuid('checked_by'),
  checkedAt: timestamp('checked_at', { withTimezone: true }),
});

export const publicLine = pgTable('public_line', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  themeId: uuid('theme_id').notNull(),
  promiseId: uuid('promise_id').notNull(),
  state: text('state', { enum: ['draft', 'approved', 'published', 'taken_down'] })
    .notNull()
    .default('draft'),
  leakId: uuid('leak_id'),
  writtenBy: uuid('written_by').notNull(),
  writtenAt: timestamp('written_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  approvedBy: uuid('approved_by'),
  approvedAt: timestamp('approved_at', { withTimezone: true }),
  publishedBy: uuid('published_by'),
  publishedAt: timestamp('published_at', { withTimezone: true }),
  takenDownBy: uuid('taken_down_by'),
  takenDownAt: timestamp('taken_down_at', { withTimezone: true }),
  takenDownBecause: text('taken_down_because', {
    enum: ['could_identify', 'not_true', 'asked_for', 'sent_back', 'replaced'],
  }),
  version: integer('version').notNull().default(1),
});

export const publicLineWords = pgTable('public_line_words', {
  serviceId: uuid('service_id').notNull(),
  lineId: uuid('line_id').notNull(),
  language: text('language', { enum: ['en', 'cy', 'pl', 'ur', 'ar'] }).notNull(),
  youSaid: text('you_said').notNull(),
  weDid: text('we_did').notNull(),
  reviewState: text('review_state', { enum: ['own_words', 'reviewed', 'machine'] }).notNull(),
});

export const themeFeedback = pgTable('theme_feedback', {
  serviceId: uuid('service_id').notNull(),
  themeId: uuid('theme_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  addedBy: uuid('added_by').notNull(),
  addedAt: timestamp('added_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const lineTold = pgTable('line_told', {
  serviceId: uuid('service_id').notNull(),
  lineId: uuid('line_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  toldBy: uuid('told_by').notNull(),
  toldAt: timestamp('told_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  readAt: timestamp('read_at', { withTimezone: true }),
});

export const lineNotice = pgTable('line_notice', {
  serviceId: uuid('service_id').notNull(),
  messageId: uuid('message_id').notNull(),
  lineId: uuid('line_id').notNull(),
  victimId: uuid('victim_id').notNull(),
});
