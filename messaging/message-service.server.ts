import { sql } from 'drizzle-orm';
import type { Tx } from '#db/transaction.server.ts';
import { environment } from '#environment';
import type { Language } from '#locales/languages.ts';
import type { MessageService } from './messages/facts.ts';

const host = environment.PORTAL_URL
  ? environment.PORTAL_URL.replace(/^https?:\/\//, '').replace(/\/$/, '')
  : `localhost:${environment.PORTAL_PORT}`;
const site = `${host}/card`;

/** Whether words leave only once a manager has approved them. */
export type SendingService = MessageService & { approvedOnly: boolean };

/** What a message may say about the service it comes from. */
export async function messageServiceOf(tx: Tx): Promise<SendingService> {
  const [row] = await tx.execute<Omit<SendingService, 'councilPhone' | 'site'>>(sql`
    select discreet_name as "discreetName", phone, texts_from as "textsFrom",
      approved_words_only(clock_timestamp()) as "approvedOnly"
    from service where id = ${serviceOf(tx)}`);
  if (!row) throw new Error('This service was never set up');
  return { ...row, councilPhone: row.phone, site };
}

/** The language in which messages are written to a person. */
export async function languageOf(tx: Tx, victimId: string): Promise<Language> {
  const [preference] = await tx.execute<{ language: Language }>(sql`
    select language_written as language from contact_preference
    where service_id = ${serviceOf(tx)} and victim_id = ${victimId}`);
  if (!preference) throw new Error('Nobody knows in which language to write to this person');
  return preference.language;
}

/** The service a transaction belongs to. */
export function serviceOf({ actor }: Tx): string {
  if (!actor.serviceId) throw new Error('A message belongs to a service');
  return actor.serviceId;
}
