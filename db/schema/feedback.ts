import { sql } from 'drizzle-orm';
import { boolean, date, integer, jsonb, pgTable, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

const stages = ['first_contact', 'before_decision', 'order', 'after_order', 'closed'] as const;

export const feedback = pgTable('feedback', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id'),
  caseId: uuid('case_id'),
  about: text('about', {
    enum: ['worker', 'contact', 'portal', 'information', 'restorative', 'decision', 'safety', 'other'],
  }).notNull(),
  notMyWorker: boolean('not_my_worker').notNull(),
  keptFrom: uuid('kept_from').array().notNull().default([]),
  wantsAnswer: boolean('wants_answer').notNull(),
  sealedWords: bytea('sealed_words').notNull(),
  keyKind: text('key_kind', { enum: ['victim', 'service'] }).notNull(),
  language: text('language').notNull(),
  how: text('how', { enum: ['portal', 'phone', 'visit', 'letter', 'paper'] }).notNull(),
  stage: text('stage'),
  takenBy: uuid('taken_by'),
  receivedAt: timestamp('received_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  state: text('state', { enum: ['new', 'assigned', 'answered', 'not_answered', 'closed'] })
    .notNull()
    .default('new'),
  ownerId: uuid('owner_id'),
  dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
  version: integer('version').notNull().default(1),
});

export const feedbackTag = pgTable('feedback_tag', {
  serviceId: uuid('service_id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  tag: text('tag').notNull(),
});

export const reply = pgTable('reply', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  feedbackId: uuid('feedback_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  sealedWords: bytea('sealed_words').notNull(),
  language: text('language').notNull(),
  reviewState: text('review_state', { enum: ['own_words', 'reviewed', 'machine'] }).notNull(),
  writtenBy: uuid('written_by').notNull(),
  state: text('state', { enum: ['draft', 'held', 'sent'] }).notNull(),
  writtenAt: timestamp('written_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  sentAt: timestamp('sent_at', { withTimezone: true }),
  readAt: timestamp('read_at', { withTimezone: true }),
  verdict: text('verdict', { enum: ['answers', 'does_not_answer'] }),
  verdictAt: timestamp('verdict_at', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});

export const replyNotice = pgTable('reply_notice', {
  serviceId: uuid('service_id').notNull(),
  messageId: uuid('message_id').notNull(),
  replyId: uuid('reply_id').notNull(),
  victimId: uuid('victim_id').notNull(),
});

export const replyTemplate = pgTable('reply_template', {
  serviceId: uuid('service_id').notNull(),
  key: text('key').notNull(),
  language: text('language').notNull(),
  words: text('words').notNull(),
  version: integer('version').notNull().default(1),
});

export const questionSet = pgTable('question_set', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  stage: text('stage', { enum: stages }).notNull(),
  version: integer('version').notNull(),
  effectiveFrom: timestamp('effective_from', { withTimezone: true })
    .notNull()
    .default(sql`clock_timestamp()`),
  questions: jsonb('questions').notNull(),
  writtenBy: uuid('written_by').notNull(),
});

export const satisfactionAnswer = pgTable('satisfaction_answer', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  questionSetId: uuid('question_set_id').notNull(),
  stage: text('stage').notNull(),
  questionKey: text('question_key').notNull(),
  score: smallint('score'),
  sealedWords: bytea('sealed_words'),
  language: text('language').notNull(),
  answeredOn: date('answered_on', { mode: 'string' })
    .notNull()
    .default(sql`(clock_timestamp() at time zone 'Europe/London')::date`),
});

export const satisfactionAsked = pgTable('satisfaction_asked', {
  serviceId: uuid('service_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  questionSetId: uuid('question_set_id').notNull(),
});
