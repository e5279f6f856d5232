import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

export const staff = pgTable('staff', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  role: text('role', {
    enum: [
      'worker',
      'manager',
      'lead',
      'admin',
      'content_editor',
      'analyst',
      'auditor',
      'data_protection_officer',
    ],
  }).notNull(),
  team: text('team'),
  sealedName: bytea('sealed_name').notNull(),
  sealedFirstName: bytea('sealed_first_name').notNull(),
  emailIndex: bytea('email_index').notNull(),
  active: boolean('active').notNull().default(true),
  version: integer('version').notNull().default(1),
});

export const staffCredential = pgTable('staff_credential', {
  serviceId: uuid('service_id').notNull(),
  staffId: uuid('staff_id').notNull(),
  passwordHash: text('password_hash').notNull(),
  sealedTotp: bytea('sealed_totp').notNull(),
  lastTotpStep: bigint('last_totp_step', { mode: 'number' }).notNull().default(0),
  wrongCodes: integer('wrong_codes').notNull().default(0),
  slowUntil: timestamp('slow_until', { withTimezone: true }),
});

export const staffConflict = pgTable('staff_conflict', {
  serviceId: uuid('service_id').notNull(),
  staffId: uuid('staff_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  declaredAt: timestamp('declared_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
});

export const caseAllowance = pgTable('case_allowance', {
  serviceId: uuid('service_id').notNull(),
  staffId: uuid('staff_id').notNull(),
  victimId: uuid('victim_id').notNull(),
});
