import { sql } from 'drizzle-orm';
import { boolean, date, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './bytea.ts';

export const victim = pgTable('victim', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  basis: text('basis', {
    enum: [
      'direct',
      'witness',
      'bereaved_family',
      'parent_of_child',
      'child_of_domestic_abuse',
      'born_of_crime',
      'business_contact',
    ],
  }).notNull(),
  sealedName: bytea('sealed_name').notNull(),
  sealedCallMe: bytea('sealed_call_me').notNull(),
  sealedBirthDate: bytea('sealed_birth_date'),
  presumedUnder18: boolean('presumed_under_18').notNull().default(false),
  enhancedRights: text('enhanced_rights', {
    enum: ['vulnerable', 'intimidated', 'persistently_targeted', 'most_serious_crime'],
  })
    .array()
    .notNull()
    .default([]),
  restricted: boolean('restricted').notNull().default(false),
  team: text('team'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  version: integer('version').notNull().default(1),
});

export const victimKey = pgTable('victim_key', {
  serviceId: uuid('service_id').notNull(),
  victimId: uuid('victim_id').notNull(),
  wrapped: bytea('wrapped').notNull(),
});

export const nameToken = pgTable('name_token', {
  serviceId: uuid('service_id').notNull(),
  kind: text('kind', { enum: ['word', 'prefix', 'sound'] }).notNull(),
  token: bytea('token').notNull(),
  victimId: uuid('victim_id').notNull(),
});

export const proxy = pgTable('proxy', {
  serviceId: uuid('service_id').notNull(),
  id: uuid('id').notNull(),
  victimId: uuid('victim_id').notNull(),
  kind: text('kind', { enum: ['parent', 'guardian', 'family_spokesperson', 'business_contact'] }).notNull(),
  sealedName: bytea('sealed_name').notNull(),
  sealedEvidence: bytea('sealed_evidence').notNull(),
  endsOn: date('ends_on', { mode: 'string' }),
  warnedAt: timestamp('warned_at', { withTimezone: true }),
  endedAt: timestamp('ended_at', { withTimezone: true }),
  version: integer('version').notNull().default(1),
});
