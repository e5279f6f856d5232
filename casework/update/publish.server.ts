import { and, asc, eq, or, sql } from 'drizzle-orm';
import { caseUpdate, victimCase } from '#db/schema/case.ts';
import { choiceNow } from '#db/schema/choice.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import type { FactsOf, SentenceKey } from '#messaging/messages/facts.ts';
import { enqueue } from '#messaging/outbox.server.ts';
import { settleDue } from '../case/due.server.ts';
import type { UpdateTopic } from '../choice/rules.ts';
import { type ContactRules, contactRulesOf } from '../contact-preference/store.server.ts';
import { type MilestoneKind, milestones } from '../milestone/rules.ts';
import { NotChosenError } from '../refusals.ts';
import { localDate } from '../working-day/rules.ts';
import type { MessageChannel } from './rules.ts';

export type NotSentReason = Exclude<ContactRules['channels'][number]['why'], null> | 'phone_first' | 'leak';
export type Sent = {
  queued: { channel: MessageChannel; messageId: string }[];
  notSent: { channel: MessageChannel; why: NotSentReason }[];
};

/** What is to be published: an update with the milestone it tells of. */
export type Publishable = {
  updateId: string;
  victimId: string;
  caseId: string;
  topic: UpdateTopic;
  nextBy: string | null;
  kind: MilestoneKind;
  /** True of one that was written before and waited for a voice, or for a look at its words. */
  waited?: boolean;
  /** The set of people who are told the same. */
  batchId?: string | null;
};

// Only what is true of every one of its kind. Hard news has none: whoever was told by voice needs no more.
const sentences = {
  decision: 'decisionMade',
  panel: null,
  order_started: null,
  order_review: null,
  order_finished: 'finished',
  no_further_action: null,
  not_guilty: null,
  release: null,
  restorative_step: null,
  other: null,
} satisfies Record<MilestoneKind, SentenceKey | null>;

type AgreedTopic = { topicChoiceId: string };

/**
 * The person's yes to a topic, locked until the end of the transaction together with their answers about contact: all at once
 * and in the order in which an answer locks them, for neither may wait for the other. Throws NotChosenError where there is none.
 */
export async function agreedTopic(
  tx: Tx<StaffActor>,
  { victimId, caseId, topic }: Pick<Publishable, 'victimId' | 'caseId' | 'topic'>,
): Promise<AgreedTopic> {
  const ofTopic = and(
    eq(choiceNow.caseId, caseId),
    eq(choiceNow.purpose, 'updates'),
    eq(choiceNow.topic, topic),
  );
  const { id, purpose, channel, state } = choiceNow;
  const present = await tx
    .select({ id, purpose, channel, state })
    .from(choiceNow)
    .where(and(eq(choiceNow.victimId, victimId), or(eq(choiceNow.purpose, 'contact'), ofTopic)))
    .orderBy(asc(choiceNow.id))
    .for('share');
  const choice = present.find((one) => one.purpose === 'updates');
  const contact = present.find((one) => one.purpose === 'contact' && one.channel === '');
  const refused = contact?.state === 'declined' || contact?.state === 'withdrawn';
  if (choice?.state !== 'agreed' || refused) throw new NotChosenError();
  return { topicChoiceId: choice.id };
}

/** Puts an update on the person's own page, keeps its promise in the case, and queues what may be sent of it. */
export async function publish(
  tx: Tx<StaffActor>,
  it: Publishable,
  channels: readonly MessageChannel[],
): Promise<Sent> {
  const { serviceId } = tx.actor;
  const { topicChoiceId } = await agreedTopic(tx, it);
  await tx
    .update(caseUpdate)
    .set({
      state: 'published',
      publishedAt: sql`clock_timestamp()`,
      version: sql`${caseUpdate.version} + 1`,
    })
    .where(and(eq(caseUpdate.serviceId, serviceId), eq(caseUpdate.id, it.updateId)));
  const nextUpdateBy = it.waited ? await promiseAfterWaiting(tx, it) : it.nextBy;
  await tx
    .update(victimCase)
    .set({ nextUpdateBy, version: sql`${victimCase.version} + 1` })
    .where(and(eq(victimCase.serviceId, serviceId), eq(victimCase.id, it.caseId)));
  await settleDue(tx, it.caseId);
  tx.record({
    action: 'update.published',
    subjectId: it.victimId,
    details: { updateId: it.updateId, topic: it.topic },
  });
  return send(tx, it, topicChoiceId, channels);
}

// What waited may promise a day that has passed, or an earlier one than was promised since it was written.
async function promiseAfterWaiting(
  tx: Tx<StaffActor>,
  { updateId, caseId, nextBy }: Publishable,
): Promise<string | null> {
  const { serviceId } = tx.actor;
  const [promised] = await tx
    .select({
      by: victimCase.nextUpdateBy,
      since: sql<boolean>`exists (
        select from case_update waited join case_update later
          on later.service_id = waited.service_id and later.case_id = waited.case_id
        where waited.service_id = ${serviceId} and waited.id = ${updateId} and later.state = 'published'
          and later.created_at > waited.created_at)`,
    })
    .from(victimCase)
    .where(and(eq(victimCase.serviceId, serviceId), eq(victimCase.id, caseId)))
    .for('update');
  const today = localDate(new Date());
  const ahead = (by: string | null | undefined) => (by && by >= today ? by : null);
  if (!promised?.since) return nextBy && (ahead(nextBy) ?? ahead(promised?.by));
  const days = [promised.by, ahead(nextBy)].filter((by) => by !== null);
  return days.toSorted().at(-1) ?? null;
}

async function send(
  tx: Tx<StaffActor>,
  it: Publishable,
  topicChoiceId: string,
  wanted: readonly MessageChannel[],
): Promise<Sent> {
  const rules = await contactRulesOf(tx, it.victimId);
  const channelChoices = await channelChoicesOf(tx, it.victimId);
  const { phone } = await messageServiceOf(tx);
  const sent: Sent = { queued: [], notSent: [] };
  for (const channel of new Set(wanted)) {
    const rule = rules.channels.find((one) => one.channel === channel);
    const channelChoiceId = channelChoices.get(channel);
    if (!rule?.usable || !channelChoiceId) {
      sent.notSent.push({ channel, why: rule && !rule.usable ? rule.why : 'not_agreed' });
      continue;
    }
    const messageId = await enqueue(tx, {
      ...{ victimId: it.victimId, caseId: it.caseId, updateId: it.updateId, kind: 'update', channel },
      ...{ batchId: it.batchId ?? null, hardNews: milestones[it.kind].phoneFirst },
      ...{ contactPointId: rule.contactPointId, topicChoiceId, channelChoiceId },
      facts: factsOf(it.kind, channel === 'text' ? rules.textContent : 'nudge', phone),
    });
    sent.queued.push({ channel, messageId });
  }
  return sent;
}

/** What a message about a milestone says: that there is something new, or one harmless sentence where there is one. */
export function factsOf(
  kind: MilestoneKind,
  content: 'nudge' | 'sentence',
  phone: string,
): FactsOf<'update'> {
  const sentenceKey = sentences[kind];
  return content === 'sentence' && sentenceKey
    ? { kind: 'update', content: 'sentence', sentenceKey, phone }
    : { kind: 'update', content: 'nudge', phone };
}

/** The id of a person’s choice about each channel. */
export async function channelChoicesOf(tx: Tx<StaffActor>, victimId: string): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: choiceNow.id, channel: choiceNow.channel })
    .from(choiceNow)
    .where(and(eq(choiceNow.victimId, victimId), eq(choiceNow.purpose, 'contact')));
  return new Map(rows.map(({ id, channel }) => [channel, id]));
}
