import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

export const invitation = pgTable('invitation', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  locator: text('locator').notNull(),
  secretHash: text('secret_hash').notNull(),
  wordHash: text('word_hash'),
  state: text('state', { enum: ['issued', 'opened', 'refused', 'replaced', 'expired'] }).notNull(),
  how: text('how', { enum: ['letter', 'hand'] }).notNull(),
  issuedBy: uuid('issued_by').notNull(),
  issuedAt: timestamp('issued_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  openedAt: timestamp('opened_at', { withTimezone: true }),
  wrongTries: integer('wrong_tries').notNull().default(0),
  wrongWords: integer('wrong_words').notNull().default(0),
  slowUntil: timestamp('slow_until', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});

export const codeRequest = pgTable('code_request', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  kind: text('kind', { enum: ['mobile', 'email'] }).notNull(),
  blindIndex: bytea('blind_index').notNull(),
  knownHash: bytea('known_hash').notNull(),
  browserHash: bytea('browser_hash').notNull(),
  askedAt: timestamp('asked_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  answeredAt: timestamp('answered_at', { withTimezone: true }),
  turnedDown: boolean('turned_down').notNull().default(false),
});

export const cardCodeRequest = pgTable('card_code_request', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  invitationId: uuid('invitation_id'),
  browserHash: bytea('browser_hash').notNull(),
  askedAt: timestamp('asked_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  answeredAt: timestamp('answered_at', { withTimezone: true }),
});

export const signInCode = pgTable('sign_in_code', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  contactPointId: uuid('contact_point_id').notNull(),
  invitationId: uuid('invitation_id'),
  purpose: text('purpose', { enum: ['sign_in', 'verify', 'card'] }).notNull(),
  codeHash: bytea('code_hash').notNull(),
  browserHash: bytea('browser_hash').notNull(),
  knownHash: bytea('known_hash'),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  tries: integer('tries').notNull().default(0),
  usedAt: timestamp('used_at', { withTimezone: true }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const knownBrowser = pgTable('known_browser', {
  serviceId: uuid('service_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  browserHash: bytea('browser_hash').notNull(),
  seenAt: timestamp('seen_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const authenticator = pgTable('authenticator', {
  serviceId: uuid('service_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  sealedSecret: bytea('sealed_secret').notNull(),
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
  confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});

export const session = pgTable('session', {
  idHash: bytea('id_hash').notNull(),
  site: text('site', { enum: ['portal', 'backoffice'] }).notNull(),
  serviceId: uuid('service_id').notNull(),
  personKind: text('person_kind', { enum: ['victim', 'proxy', 'staff'] }).notNull(),
  personId: uuid('person_id').notNull(),
  victimId: uuid('victim_id'),
  role: text('role', { enum: ['victim', 'staff', 'manager', 'reporter', 'auditor'] }).notNull(),
  scope: text('scope', { enum: ['first_visit', 'full', 'email'] }).notNull(),
  startedAt: timestamp('started_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  seenAt: timestamp('seen_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  endsAt: timestamp('ends_at', { withTimezone: true }).notNull(),
  idleMinutes: integer('idle_minutes').notNull(),
});

export const keptAnswer = pgTable('kept_answer', {
  serviceId: uuid('service_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  path: text('path').notNull(),
  sealedFields: bytea('sealed_fields').notNull(),
  keptAt: timestamp('kept_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const idempotencyKey = pgTable('idempotency_key', {
  serviceId: uuid('service_id').notNull(),
  personId: uuid('person_id').notNull(),
  key: uuid('key').notNull(),
  outcome: text('outcome').notNull().default(''),
  madeAt: timestamp('made_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});
