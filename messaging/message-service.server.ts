import { and, eq, sql } from 'drizzle-orm';
import { contactPreference } from '#db/schema/reach.ts';
import { service } from '#db/schema/service.ts';
import type { Tx } from '#db/transaction.server.ts';
import { environment } from '#environment';
import type { MessageChannel, MessageFacts, MessageService } from './messages/facts.ts';
import { render } from './messages/render.server.ts';

const host = environment.PORTAL_URL
  ? environment.PORTAL_URL.replace(/^https?:\/\//, '').replace(/\/$/, '')
  : `localhost:${environment.PORTAL_PORT}`;
const site = `${host}/card`;

/** Whether words leave only once a manager has approved them. */
export type SendingService = MessageService & { approvedOnly: boolean };

/** What a message may say about the service it comes from. */
export async function messageServiceOf(tx: Tx): Promise<SendingService> {
  const [row] = await tx
    .select({
      ...{ discreetName: service.discreetName, phone: service.phone, textsFrom: service.textsFrom },
      approvedOnly: sql<boolean>`approved_words_only(clock_timestamp())`,
    })
    .from(service)
    .where(eq(service.id, serviceOf(tx)));
  if (!row) throw new Error('This service was never set up');
  return { ...row, councilPhone: row.phone, site };
}

/** The version of the words a message would be made of today, in its person's language. */
export async function templateVersionOf(
  tx: Tx,
  { victimId, channel, facts }: { victimId: string; channel: MessageChannel; facts: MessageFacts },
): Promise<string> {
  const [preference] = await tx
    .select({ language: contactPreference.languageWritten })
    .from(contactPreference)
    .where(and(eq(contactPreference.serviceId, serviceOf(tx)), eq(contactPreference.victimId, victimId)));
  if (!preference) throw new Error('Nobody knows in which language to write to this person');
  const { language } = preference;
  return render({ channel, facts, language, service: await messageServiceOf(tx) }).templateVersion;
}

/** The service a transaction belongs to. */
export function serviceOf({ actor }: Tx): string {
  if (!actor.serviceId) throw new Error('A message belongs to a service');
  return actor.serviceId;
}
