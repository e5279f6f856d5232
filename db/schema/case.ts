import { sql } from 'drizzle-orm';
import { boolean, date, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

export const incident = pgTable('incident', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  reference: text('reference').notNull(),
  kind: text('kind', {
    enum: [
      'violence',
      'robbery',
      'theft',
      'burglary',
      'damage',
      'harassment',
      'sexual',
      'driving',
      'antisocial',
      'other',
    ],
  }).notNull(),
  happenedOn: date('happened_on', { mode: 'string' }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  version: integer('version').notNull().default(1),
});

export const childReference = pgTable('child_reference', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  sealedExternalReference: bytea('sealed_external_reference'),
  outcome: text('outcome', {
    enum: [
      'not_decided',
      'no_further_action',
      'not_guilty',
      'community_resolution',
      'outcome_22',
      'youth_caution',
      'youth_conditional_caution',
      'referral_order',
      'youth_rehabilitation_order',
      'custody',
      'other',
    ],
  })
    .notNull()
    .default('not_decided'),
  mayBeAppealed: boolean('may_be_appealed').notNull().default(false),
  version: integer('version').notNull().default(1),
});

export const childLabel = pgTable('child_label', {
  serviceId: uuid('service_id').notNull(),
  childId: uuid('child_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  label: text('label').notNull(),
});

export const victimCase = pgTable('victim_case', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  reference: text('reference').notNull(),
  workerId: uuid('worker_id').notNull(),
  stage: text('stage', { enum: ['first_contact', 'before_decision', 'order', 'after_order', 'closed'] })
    .notNull()
    .default('first_contact'),
  receivedFrom: text('received_from', {
    enum: ['police', 'court', 'another_service', 'the_person', 'other'],
  }).notNull(),
  detailsReceivedAt: timestamp('details_received_at', { withTimezone: true }).notNull(),
  firstContactDueAt: timestamp('first_contact_due_at', { withTimezone: true }).notNull(),
  fortyEightHoursAt: timestamp('forty_eight_hours_at', { withTimezone: true }).notNull(),
  firstAttemptAt: timestamp('first_attempt_at', { withTimezone: true }),
  contactMadeAt: timestamp('contact_made_at', { withTimezone: true }),
  nextUpdateBy: date('next_update_by', { mode: 'string' }),
  dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
  dueWhat: text('due_what', {
    enum: ['first_contact', 'reply', 'safety', 'task', 'update', 'nothing'],
  }).notNull(),
  closedAt: timestamp('closed_at', { withTimezone: true }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  version: integer('version').notNull().default(1),
});

export const contactAttempt = pgTable('contact_attempt', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id').notNull(),
  channel: text('channel', { enum: ['phone', 'text', 'email', 'letter', 'visit', 'portal'] }).notNull(),
  direction: text('direction', { enum: ['out', 'in'] }).notNull(),
  outcome: text('outcome', {
    enum: [
      'reached',
      'no_answer',
      'voicemail_left',
      'wrong_number',
      'refused',
      'letter_sent',
      'letter_returned',
      'message_sent',
      'met',
      'not_in',
      'not_delivered',
    ],
  }).notNull(),
  staffId: uuid('staff_id'),
  interpreter: boolean('interpreter').notNull().default(false),
  at: timestamp('at', { withTimezone: true }).notNull(),
  recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  sealedNote: bytea('sealed_note'),
});

export const caseMove = pgTable('case_move', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id').notNull(),
  stageBefore: text('stage_before', {
    enum: ['first_contact', 'before_decision', 'order', 'after_order', 'closed'],
  }).notNull(),
  stage: text('stage', {
    enum: ['first_contact', 'before_decision', 'order', 'after_order', 'closed'],
  }).notNull(),
  staffId: uuid('staff_id').notNull(),
  at: timestamp('at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const milestone = pgTable('milestone', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id').notNull(),
  kind: text('kind', {
    enum: [
      'decision',
      'panel',
      'order_started',
      'order_review',
      'order_finished',
      'no_further_action',
      'not_guilty',
      'release',
      'restorative_step',
      'other',
    ],
  }).notNull(),
  happenedOn: date('happened_on', { mode: 'string' }).notNull(),
  recordedBy: uuid('recorded_by').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const caseUpdate = pgTable('case_update', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id').notNull(),
  milestoneId: uuid('milestone_id').notNull(),
  topic: text('topic', { enum: ['decision', 'progress', 'finished', 'restorative', 'safety'] }).notNull(),
  language: text('language').notNull(),
  reviewState: text('review_state', { enum: ['own_words', 'reviewed', 'machine'] }).notNull(),
  sealedHappened: bytea('sealed_happened').notNull(),
  sealedNext: bytea('sealed_next').notNull(),
  nextBy: date('next_by', { mode: 'string' }),
  channels: text('channels', { enum: ['text', 'email', 'letter'] })
    .array()
    .notNull(),
  askedStaffId: uuid('asked_staff_id').notNull(),
  phoneFirst: boolean('phone_first').notNull(),
  state: text('state', { enum: ['waiting_for_call', 'published', 'taken_back'] }).notNull(),
  releasedBy: uuid('released_by'),
  toldAttemptId: uuid('told_attempt_id'),
  publishedAt: timestamp('published_at', { withTimezone: true }),
  firstReadAt: timestamp('first_read_at', { withTimezone: true }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  version: integer('version').notNull().default(1),
});

export const task = pgTable('task', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id'),
  staffId: uuid('staff_id'),
  updateId: uuid('update_id'),
  kind: text('kind', {
    enum: [
      'call_back',
      'tell_by_phone',
      'texts_stopped',
      'emails_stopped',
      'automatic_reply',
      'message_failed',
      'message_unknown',
      'safety_concern',
      'asked_on_card',
      'number_changed',
      'wrong_card_tries',
      'codes_asked',
      'reply_needed',
      'choice_changed',
      'times_widened',
      'watched_off',
      'proxy_ending',
      'card_ending',
      'number_to_check',
      'ask_again',
      'difference_note',
      'extract_answered',
      'words_recalled',
      'second_person',
      'letter_returned',
    ],
  }).notNull(),
  dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  doneAt: timestamp('done_at', { withTimezone: true }),
  doneBy: uuid('done_by'),
  version: integer('version').notNull().default(1),
});

export const safetyConcern = pgTable('safety_concern', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  caseId: uuid('case_id'),
  takenBy: text('taken_by', { enum: ['portal', 'phone', 'visit', 'letter'] }).notNull(),
  staffId: uuid('staff_id'),
  sealedWords: bytea('sealed_words').notNull(),
  at: timestamp('at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  readAt: timestamp('read_at', { withTimezone: true }),
  readBy: uuid('read_by'),
  version: integer('version').notNull().default(1),
});
