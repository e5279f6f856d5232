import { sql } from 'drizzle-orm';
import { date, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

export const decision = pgTable('decision', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id').notNull(),
  kind: text('kind', {
    enum: ['panel', 'pre_sentence_report', 'out_of_court', 'restorative_process'],
  }).notNull(),
  wordsNeededBy: date('words_needed_by', { mode: 'string' }).notNull(),
  heldOn: date('held_on', { mode: 'string' }).notNull(),
  heldAt: timestamp('held_at', { withTimezone: true }),
  recordedBy: uuid('recorded_by').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  version: integer('version').notNull().default(1),
});

export const statementDraft = pgTable('statement_draft', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id').notNull(),
  authorId: uuid('author_id').notNull(),
  sealedWords: bytea('sealed_words').notNull(),
  language: text('language').notNull(),
  savedAt: timestamp('saved_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  version: integer('version').notNull().default(1),
});

export const draftBeside = pgTable('draft_beside', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  draftId: uuid('draft_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  authorId: uuid('author_id').notNull(),
  sealedWords: bytea('sealed_words').notNull(),
  savedAt: timestamp('saved_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const statement = pgTable('statement', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id').notNull(),
  number: integer('number').notNull().default(0),
  kind: text('kind', { enum: ['impact', 'business'] }).notNull(),
  authorId: uuid('author_id').notNull(),
  capacity: text('capacity', {
    enum: ['self', 'parent', 'guardian', 'family_spokesperson', 'business_contact'],
  }).notNull(),
  mode: text('mode', { enum: ['guided', 'free'] }).notNull(),
  sealedWords: bytea('sealed_words').notNull(),
  wordCount: integer('word_count').notNull(),
  language: text('language').notNull(),
  how: text('how', { enum: ['portal', 'phone', 'visit', 'letter', 'paper'] }).notNull(),
  takenBy: uuid('taken_by'),
  state: text('state', { enum: ['to_confirm', 'sent', 'withdrawn'] }).notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  sentAt: timestamp('sent_at', { withTimezone: true }),
  confirmedHow: text('confirmed_how', { enum: ['portal', 'read_back'] }),
  withdrawnAt: timestamp('withdrawn_at', { withTimezone: true }),
  usedAt: timestamp('used_at', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});

export const statementAudience = pgTable('statement_audience', {
  serviceId: uuid('service_id').notNull(),
  statementId: uuid('statement_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  audience: text('audience', {
    enum: ['panel', 'pre_sentence_report', 'out_of_court', 'restorative_process', 'child'],
  }).notNull(),
  chosenAt: timestamp('chosen_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  endedAt: timestamp('ended_at', { withTimezone: true }),
});

export const statementReading = pgTable('statement_reading', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull().default(sql`gen_random_uuid()`),
  victimId: uuid('victim_id').notNull(),
  statementId: uuid('statement_id').notNull(),
  staffId: uuid('staff_id').notNull(),
  role: text('role').notNull(),
  why: text('why', {
    enum: ['prepare_extract', 'brief', 'safety', 'quality_check', 'legal_request', 'take_down_check'],
  }).notNull(),
  at: timestamp('at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});
