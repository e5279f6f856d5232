import { sql } from 'drizzle-orm';
import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

const said = {
  template: text('template').notNull(),
  channel: text('channel', { enum: ['text', 'email', 'letter'] }).notNull(),
  language: text('language', { enum: ['en', 'cy', 'pl', 'ur', 'ar'] }).notNull(),
};

export const wordsRequest = pgTable('words_request', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  ...said,
  version: text('version').notNull(),
  askedBy: uuid('asked_by').notNull(),
  askedAt: timestamp('asked_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const wordsAnswer = pgTable('words_answer', {
  serviceId: uuid('service_id').notNull(),
  requestId: uuid('request_id').notNull(),
  askedBy: uuid('asked_by').notNull(),
  answer: text('answer', { enum: ['approved', 'refused', 'withdrawn'] }).notNull(),
  answeredBy: uuid('answered_by').notNull(),
  answeredAt: timestamp('answered_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const wordsTakenBack = pgTable('words_taken_back', {
  serviceId: uuid('service_id').notNull(),
  requestId: uuid('request_id').notNull(),
  answer: text('answer', { enum: ['approved'] })
    .notNull()
    .default('approved'),
  takenBackBy: uuid('taken_back_by').notNull(),
  takenBackAt: timestamp('taken_back_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const wordsExample = pgTable('words_example', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  staffId: uuid('staff_id').notNull(),
  toIndex: bytea('to_index').notNull(),
  sealedTo: bytea('sealed_to'),
  ...said,
  state: text('state', { enum: ['asked', 'sending', 'sent', 'failed'] })
    .notNull()
    .default('asked'),
  failureCode: text('failure_code'),
  askedAt: timestamp('asked_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  sendingAt: timestamp('sending_at', { withTimezone: true }),
});
