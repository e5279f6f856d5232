import { and, eq, sql } from 'drizzle-orm';
import { message } from '#db/schema/message.ts';
import { sealerFrom } from '#db/sealing.server.ts';
import { type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import type { Language } from '#locales/languages.ts';
import { log } from '#log';
import type { Claimed } from './claim.server.ts';
import { beside, isTheirsAlone } from './gates.server.ts';
import { isCode } from './message/rules.ts';
import { messageServiceOf } from './message-service.server.ts';
import type { MessageChannel, MessageFacts, MessageService } from './messages/facts.ts';
import { type Rendered, render } from './messages/render.server.ts';
import { type Page, pageByPage } from './page-by-page.server.ts';
import type { Outcome } from './providers/provider.ts';
import { openFacts } from './sealed-message.server.ts';
import { tellWorkersOf } from './tell-workers.server.ts';
import { secretOfRow } from './waiting.server.ts';

/** What becomes of a message whose words turned out to be others than were approved: here again, and held for its words. */
export const unapproved: Outcome = { state: 'again', code: 'words', afterSeconds: 0, here: true };

/** A sentence of news goes only where the person wants it and nobody else reads it. */
export function asAllowed(facts: MessageFacts, { mayCarryNews }: { mayCarryNews: boolean }): MessageFacts {
  if (facts.kind !== 'update' || facts.content === 'nudge' || mayCarryNews) return facts;
  return { kind: 'update', content: 'nudge', phone: facts.phone };
}

/**
 * Whether these very words of a claimed message are approved. It was claimed by the version it was queued with: in another
 * language since, or after the words themselves changed, they may be others, and then that is written down of it.
 */
export async function areApproved(
  sender: ProcessActor,
  claimed: Pick<Claimed, 'id' | 'kind'>,
  { templateVersion }: Pick<Rendered, 'templateVersion'>,
): Promise<boolean> {
  if (isCode(claimed)) return true;
  return transactionAs(sender, async (tx) => {
    const [found] = await tx.execute<{ approved: boolean }>(
      sql`select words_are_approved(${templateVersion}) as approved`,
    );
    if (found?.approved) return true;
    await setVersion(tx, claimed.id, templateVersion);
    return false;
  });
}

const setVersion = (tx: Tx<ProcessActor>, id: string, templateVersion: string) =>
  tx
    .update(message)
    .set({ templateVersion })
    .where(and(eq(message.serviceId, tx.actor.serviceId), eq(message.id, id)));

type Held = {
  id: string;
  victimId: string;
  channel: MessageChannel;
  version: string;
  sealedFacts: Buffer;
  wrapped: Buffer;
  language: Language;
  mayCarryNews: boolean;
};

const atOneLook = 500;

/**
 * Says of all that is held for its words in a service which words it would be made of today, in the language its person reads
 * today: they may have been approved since. Gives back of how many they are others.
 */
export const lookAtWordsAgain = (serviceId: string): Promise<number> => pageByPage(serviceId, lookAtPage);

async function lookAtPage(tx: Tx<ProcessActor>, after: string): Promise<Page> {
  const held = await tx.execute<Held>(sql`
    select m.id, m.victim_id as "victimId", m.channel, m.template_version as version, m.sealed_facts as "sealedFacts",
      key.wrapped, preference.language_written as language,
      ${isTheirsAlone} and preference.text_content = 'sentence' as "mayCarryNews"
    from ${beside}
    join victim_key key on key.service_id = m.service_id and key.victim_id = m.victim_id
    where m.service_id = app_service() and m.state = 'held' and m.held_reason = 'words' and m.sealed_facts is not null
      and m.id > ${after}
    order by m.id limit ${atOneLook}`);
  if (held.length === 0) return { changed: 0, last: null };
  const service = await messageServiceOf(tx);
  const seen = held.map((one) => ({ ...one, today: versionToday(tx.actor.serviceId, one, service) }));
  const others = seen.filter(({ today, version }) => today !== version);
  for (const { id, victimId, today } of others)
    await (today === null ? endUnsayable(tx, { id, victimId }) : setVersion(tx, id, today));
  const last = held.length < atOneLook ? undefined : held.at(-1);
  return { changed: others.length, last: last?.id ?? null };
}

// Null where it was sealed for another place, or is about nothing we have words for: it keeps no other message back.
function versionToday(serviceId: string, held: Held, service: MessageService): string | null {
  const { id, victimId, channel, language, sealedFacts, wrapped } = held;
  try {
    const facts = asAllowed(openFacts(sealerFrom(serviceId, victimId, wrapped), id, sealedFacts), held);
    return render({ channel, language, facts, service }).templateVersion;
  } catch (error) {
    log.error({ error }, 'a message could not be put into words');
    return null;
  }
}

// As when it is found while it leaves: it has not left and never will, and its worker is told.
async function endUnsayable(tx: Tx<ProcessActor>, message: { id: string; victimId: string }): Promise<void> {
  const ended = await tx.execute(sql`
    update message set state = 'failed', failure_code = 'unreadable', settled_at = clock_timestamp(), version = version + 1,
      sealed_facts = case when ${secretOfRow} then null else sealed_facts end
    where service_id = app_service() and id = ${message.id} and state = 'held' returning id`);
  if (ended.length > 0) await tellWorkersOf(tx, 'message_failed', message);
}
