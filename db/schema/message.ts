import { sql } from 'drizzle-orm';
import { boolean, integer, interval, pgTable, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

export const messageKind = pgTable('message_kind', {
  kind: text('kind').notNull(),
  needsChoice: boolean('needs_choice').notNull(),
  refusedByNo: boolean('refused_by_no').notNull(),
  keepsWindows: boolean('keeps_windows').notNull(),
  ignoresHold: boolean('ignores_hold').notNull(),
  ignoresSuppression: boolean('ignores_suppression').notNull(),
  priority: smallint('priority').notNull(),
  lifetime: interval('lifetime').notNull(),
});

export const message = pgTable('message', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id'),
  updateId: uuid('update_id'),
  kind: text('kind', {
    enum: [
      'invitation',
      'sign_in_code',
      'verify_code',
      'update',
      'question',
      'feedback_request',
      'reply',
      'stop_confirmation',
    ],
  }).notNull(),
  channel: text('channel', { enum: ['text', 'email', 'letter'] }).notNull(),
  contactPointId: uuid('contact_point_id').notNull(),
  topicChoiceId: uuid('topic_choice_id').notNull(),
  channelChoiceId: uuid('channel_choice_id').notNull(),
  template: text('template').notNull(),
  templateVersion: text('template_version').notNull(),
  sealedFacts: bytea('sealed_facts'),
  state: text('state', {
    enum: [
      'draft',
      'approved',
      'scheduled',
      'queued',
      'submitting',
      'accepted',
      'sent',
      'unconfirmed',
      'delivered',
      'undelivered',
      'failed',
      'held',
      'unknown',
      'expired',
      'cancelled',
      'dead',
    ],
  }).notNull(),
  heldReason: text('held_reason', {
    enum: [
      'window',
      'quiet_hours',
      'nobody_to_ask',
      'choice',
      'suppressed',
      'no_channel',
      'hold',
      'leak',
      'second_person',
      'words',
    ],
  }),
  cancelledReason: text('cancelled_reason', {
    enum: ['choice_withdrawn', 'channel_off', 'stopped', 'staff', 'replaced', 'card_opened', 'set_stopped'],
  }),
  failureCode: text('failure_code'),
  priority: smallint('priority').notNull(),
  hardNews: boolean('hard_news').notNull().default(false),
  notBefore: timestamp('not_before', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  attempts: integer('attempts').notNull().default(0),
  leaseUntil: timestamp('lease_until', { withTimezone: true }),
  refusedSince: timestamp('refused_since', { withTimezone: true }),
  nextLookAt: timestamp('next_look_at', { withTimezone: true }),
  provider: text('provider', { enum: ['twilio', 'smtp', 'paper'] }),
  providerId: text('provider_id'),
  language: text('language', { enum: ['en', 'cy', 'pl', 'ur', 'ar'] }),
  sealedBody: bytea('sealed_body'),
  createdBy: uuid('created_by'),
  batchId: uuid('batch_id'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  claimedAt: timestamp('claimed_at', { withTimezone: true }),
  settledAt: timestamp('settled_at', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});

export const attempt = pgTable('attempt', {
  serviceId: uuid('service_id').notNull(),
  messageId: uuid('message_id').notNull(),
  number: integer('number').notNull(),
  provider: text('provider').notNull(),
  startedAt: timestamp('started_at', { withTimezone: true }).notNull(),
  callbackHash: bytea('callback_hash'),
  finishedAt: timestamp('finished_at', { withTimezone: true }),
  outcome: text('outcome', { enum: ['accepted', 'failed', 'again', 'unknown'] }),
  code: text('code'),
});

export const receipt = pgTable('receipt', {
  serviceId: uuid('service_id').notNull(),
  messageId: uuid('message_id').notNull(),
  provider: text('provider').notNull(),
  providerId: text('provider_id').notNull(),
  rawState: text('raw_state').notNull(),
  code: text('code').notNull().default(''),
  at: timestamp('at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const inbound = pgTable('inbound', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  provider: text('provider').notNull(),
  providerId: text('provider_id').notNull(),
  fromIndex: bytea('from_index').notNull(),
  victimId: uuid('victim_id'),
  class: text('class', { enum: ['stop', 'start', 'other', 'automatic'] }).notNull(),
  sealedBody: bytea('sealed_body').notNull(),
  attachments: smallint('attachments').notNull().default(0),
  at: timestamp('at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const channelOverride = pgTable('channel_override', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  messageId: uuid('message_id').notNull(),
  watched: boolean('watched').notNull(),
  sealedWhy: bytea('sealed_why').notNull(),
  proposedBy: uuid('proposed_by').notNull(),
  proposedAt: timestamp('proposed_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  endsAt: timestamp('ends_at', { withTimezone: true })
    .notNull()
    .default(sql`clock_timestamp() + interval '24 hours'`),
});

export const channelOverrideAnswer = pgTable('channel_override_answer', {
  serviceId: uuid('service_id').notNull(),
  overrideId: uuid('override_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  proposedBy: uuid('proposed_by').notNull(),
  answer: text('answer', { enum: ['confirmed', 'refused', 'withdrawn'] }).notNull(),
  answeredBy: uuid('answered_by').notNull(),
  answeredAt: timestamp('answered_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});
