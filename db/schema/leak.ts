import { sql } from 'drizzle-orm';
import { boolean, integer, pgTable, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

export const knownIdentifier = pgTable('known_identifier', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id'),
  victimId: uuid('victim_id'),
  staffId: uuid('staff_id'),
  kind: text('kind', {
    enum: ['child_name', 'child_nickname', 'co_victim', 'school', 'address', 'staff_private', 'other'],
  }).notNull(),
  script: text('script').notNull(),
  ambiguous: boolean('ambiguous').notNull(),
  words: smallint('words').notNull(),
  spellings: smallint('spellings').notNull(),
  addedBy: uuid('added_by').notNull(),
  addedAt: timestamp('added_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  endedAt: timestamp('ended_at', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});

export const identifierKey = pgTable('identifier_key', {
  serviceId: uuid('service_id').notNull(),
  key: bytea('key').notNull(),
  identifierId: uuid('identifier_id').notNull(),
  victimId: uuid('victim_id'),
  scheme: text('scheme', { enum: ['own', 'spelt', 'sound'] }).notNull(),
  part: text('part', {
    enum: ['word', 'perhaps', 'run', 'street', 'number', 'school', 'initials'],
  }).notNull(),
  slot: smallint('slot').notNull(),
  slots: smallint('slots').notNull(),
});

export const leakFinding = pgTable('leak_finding', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  subjectKind: text('subject_kind', {
    enum: ['extract', 'reply', 'published_line', 'update', 'voice_note'],
  }).notNull(),
  subjectId: uuid('subject_id').notNull(),
  victimId: uuid('victim_id'),
  caseId: uuid('case_id'),
  sealedWords: bytea('sealed_words').notNull(),
  sealedMarks: bytea('sealed_marks').notNull(),
  blocked: smallint('blocked').notNull(),
  warned: smallint('warned').notNull(),
  state: text('state', { enum: ['held', 'not_about_them', 'released', 'taken_back'] }).notNull(),
  writtenBy: uuid('written_by').notNull(),
  foundAt: timestamp('found_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  sealedReason: bytea('sealed_reason'),
  decidedBy: uuid('decided_by'),
  decidedAt: timestamp('decided_at', { withTimezone: true }),
  reviewBy: timestamp('review_by', { withTimezone: true }),
  review: text('review', { enum: ['rightly_released', 'wrongly_released'] }),
  reviewedBy: uuid('reviewed_by'),
  reviewedAt: timestamp('reviewed_at', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});
