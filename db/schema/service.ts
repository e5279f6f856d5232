import { boolean, date, integer, jsonb, pgTable, text, time, timestamp, uuid } from 'drizzle-orm/pg-core';

export const service = pgTable('service', {
  id: uuid('id').notNull(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  discreetName: text('discreet_name').notNull(),
  languages: text('languages').array().notNull(),
  phone: text('phone').notNull(),
  email: text('email').notNull(),
  textsFrom: text('texts_from').notNull(),
  opens: time('opens').notNull().default('09:00:00'),
  closes: time('closes').notNull().default('17:00:00'),
  postalAddress: text('postal_address').notNull(),
  unreviewedText: text('unreviewed_text', { enum: ['show', 'refuse'] })
    .notNull()
    .default('show'),
  version: integer('version').notNull().default(1),
});

export const serviceHost = pgTable('service_host', {
  host: text('host').notNull(),
  serviceId: uuid('service_id').notNull(),
  public: boolean('public').notNull().default(false),
});

export const policy = pgTable('policy', {
  serviceId: uuid('service_id').notNull(),
  name: text('name').notNull(),
  effectiveFrom: timestamp('effective_from', { withTimezone: true }).notNull(),
  value: jsonb('value').notNull(),
});

export const bankHoliday = pgTable('bank_holiday', {
  day: date('day', { mode: 'string' }).notNull(),
  title: text('title').notNull(),
});
