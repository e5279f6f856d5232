import { sql } from 'drizzle-orm';
import { bigint, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

export const wording = pgTable('wording', {
  hash: bytea('hash').notNull(),
  key: text('key').notNull(),
  language: text('language').notNull(),
  words: text('words').notNull(),
  reviewState: text('review_state', { enum: ['source', 'machine', 'reviewed'] }).notNull(),
  firstShownAt: timestamp('first_shown_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const choice = pgTable('choice', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  sequence: bigint('sequence', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id'),
  purpose: text('purpose', {
    enum: [
      'contact',
      'updates',
      'restorative',
      'views',
      'support',
      'sharing',
      'feedback',
      'publication',
      'co_production',
    ],
  }).notNull(),
  topic: text('topic').notNull().default(''),
  channel: text('channel', { enum: ['', 'text', 'email', 'phone', 'letter'] })
    .notNull()
    .default(''),
  state: text('state', { enum: ['agreed', 'declined', 'withdrawn', 'lapsed', 'invalidated'] }).notNull(),
  afterNo: text('after_no', { enum: ['next_stage', 'in_a_month', 'only_if_i_ask', 'never'] }),
  wordingHash: bytea('wording_hash'),
  reviewState: text('review_state', { enum: ['source', 'machine', 'reviewed'] }),
  language: text('language').notNull(),
  format: text('format').notNull().default('standard'),
  how: text('how', {
    enum: ['portal', 'phone', 'visit', 'letter', 'paper', 'card', 'text', 'email'],
  }).notNull(),
  askedBy: uuid('asked_by'),
  answeredAs: text('answered_as', {
    enum: ['self', 'parent', 'guardian', 'family_spokesperson', 'business_contact'],
  }).notNull(),
  stage: text('stage').notNull(),
  at: timestamp('at', { withTimezone: true }).notNull(),
  previousHash: bytea('previous_hash').notNull(),
  hash: bytea('hash').notNull(),
});

export const choiceNow = pgTable('choice_now', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id'),
  purpose: text('purpose', {
    enum: [
      'contact',
      'updates',
      'restorative',
      'views',
      'support',
      'sharing',
      'feedback',
      'publication',
      'co_production',
    ],
  }).notNull(),
  topic: text('topic').notNull().default(''),
  channel: text('channel', { enum: ['', 'text', 'email', 'phone', 'letter'] })
    .notNull()
    .default(''),
  state: text('state', { enum: ['unanswered', 'agreed', 'declined', 'withdrawn', 'lapsed', 'invalidated'] })
    .notNull()
    .default('unanswered'),
  afterNo: text('after_no', { enum: ['next_stage', 'in_a_month', 'only_if_i_ask', 'never'] }),
  choiceId: uuid('choice_id'),
  changedAt: timestamp('changed_at', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});
