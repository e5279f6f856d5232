import { sql } from 'drizzle-orm';
import { integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

const audiences = ['panel', 'pre_sentence_report', 'out_of_court', 'restorative_process', 'child'] as const;

export const extract = pgTable('extract', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id').notNull(),
  number: integer('number').notNull().default(0),
  statementId: uuid('statement_id').notNull(),
  decisionId: uuid('decision_id'),
  audience: text('audience', { enum: audiences }).notNull(),
  state: text('state', { enum: ['proposed', 'approved', 'refused', 'ended'] }).notNull(),
  leakState: text('leak_state', { enum: ['clear', 'held', 'released'] }).notNull(),
  language: text('language').notNull(),
  sealedWords: bytea('sealed_words').notNull(),
  sealedApproved: bytea('sealed_approved'),
  proposedBy: uuid('proposed_by').notNull(),
  proposedAt: timestamp('proposed_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  answeredAt: timestamp('answered_at', { withTimezone: true }),
  answeredHow: text('answered_how', { enum: ['portal', 'phone', 'visit', 'letter', 'paper'] }),
  answeredBy: uuid('answered_by'),
  endedAt: timestamp('ended_at', { withTimezone: true }),
  endedBecause: text('ended_because', { enum: ['choice_withdrawn', 'statement_withdrawn', 'staff'] }),
  version: integer('version').notNull().default(1),
});

export const brief = pgTable('brief', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id').notNull(),
  extractId: uuid('extract_id').notNull(),
  audience: text('audience', { enum: audiences }).notNull(),
  form: text('form', { enum: ['print', 'pdf'] }).notNull(),
  wordsHash: bytea('words_hash').notNull(),
  madeBy: uuid('made_by').notNull(),
  madeAt: timestamp('made_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  recalledAt: timestamp('recalled_at', { withTimezone: true }),
  recalledBecause: text('recalled_because', { enum: ['choice_withdrawn', 'staff'] }),
  version: integer('version').notNull().default(1),
});

export const briefReader = pgTable('brief_reader', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  briefId: uuid('brief_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  role: text('role', {
    enum: ['panel_member', 'report_author', 'decision_maker', 'restorative_facilitator', 'court', 'other'],
  }).notNull(),
  sealedName: bytea('sealed_name').notNull(),
  givenBy: uuid('given_by').notNull(),
  givenAt: timestamp('given_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  readAt: timestamp('read_at', { withTimezone: true }),
  returnedAt: timestamp('returned_at', { withTimezone: true }),
  flaggedAt: timestamp('flagged_at', { withTimezone: true }),
});

export const voiceNote = pgTable('voice_note', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id').notNull(),
  decisionId: uuid('decision_id').notNull(),
  sealedWords: bytea('sealed_words').notNull(),
  language: text('language').notNull(),
  reviewState: text('review_state', { enum: ['own_words', 'reviewed', 'machine'] }).notNull(),
  leakState: text('leak_state', { enum: ['clear', 'held', 'released'] }).notNull(),
  writtenBy: uuid('written_by').notNull(),
  writtenAt: timestamp('written_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  toldAt: timestamp('told_at', { withTimezone: true }),
  readAt: timestamp('read_at', { withTimezone: true }),
});
