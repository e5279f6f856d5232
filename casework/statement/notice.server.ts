import { and, eq, ne } from 'drizzle-orm';
import { choiceNow } from '#db/schema/choice.ts';
import { extract } from '#db/schema/extract.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import { cancelWaiting, enqueue } from '#messaging/outbox.server.ts';
import { contactRulesOf } from '../contact-preference/store.server.ts';
import { type NoticeWay, noticeWay } from '../reply/rules.ts';
import { channelChoicesOf } from '../update/publish.server.ts';
import type { Audience } from './rules.ts';

/** By which way somebody would be told now that something of their words waits for them, or why they would not. */
export async function wordsNotice(tx: Tx<StaffActor>, victimId: string): Promise<NoticeWay> {
  return noticeWay({ ...(await contactRulesOf(tx, victimId)), wantsAnswer: true });
}

const said = {
  question: (phone: string) => ({ kind: 'question', phone }) as const,
  update: (phone: string) => ({ kind: 'update', content: 'nudge', phone }) as const,
};

type About = { victimId: string; caseId: string; audience: Audience };
type Either = Tx<StaffActor> | Tx<VictimActor>;

async function choiceOf(tx: Either, { victimId, caseId, audience }: About) {
  const [found] = await tx
    .select({ id: choiceNow.id, state: choiceNow.state })
    .from(choiceNow)
    .where(
      and(
        eq(choiceNow.victimId, victimId),
        eq(choiceNow.caseId, caseId),
        eq(choiceNow.purpose, 'views'),
        eq(choiceNow.topic, audience),
      ),
    );
  return found;
}

/**
 * Tells someone by their first safe way, in words that say nothing, that there is a question about words of theirs, or
 * something new. It stands on their yes to that audience: taken back, nothing leaves any more.
 */
export async function tellOfWords(
  tx: Tx<StaffActor>,
  { victimId, caseId, audience }: About,
  kind: 'question' | 'update',
): Promise<void> {
  const way = await wordsNotice(tx, victimId);
  if (!way.may) return;
  const yes = await choiceOf(tx, { victimId, caseId, audience });
  const channelChoiceId = (await channelChoicesOf(tx, victimId)).get(way.channel);
  if (yes?.state !== 'agreed' || !channelChoiceId) return;
  const { phone } = await messageServiceOf(tx);
  await enqueue(tx, {
    ...{ victimId, caseId, updateId: null, kind, channel: way.channel },
    ...{ contactPointId: way.contactPointId, topicChoiceId: yes.id, channelChoiceId },
    facts: said[kind](phone),
  });
}

/** Stops what still tells someone of a question about words of theirs for an audience, where none is open any more. */
export async function unaskOfWords(tx: Either, about: About): Promise<void> {
  const { victimId, caseId, audience } = about;
  const [asked] = await tx
    .select({ id: extract.id })
    .from(extract)
    .where(
      and(
        eq(extract.serviceId, tx.actor.serviceId),
        eq(extract.caseId, caseId),
        eq(extract.audience, audience),
        eq(extract.state, 'proposed'),
        ne(extract.leakState, 'held'),
      ),
    )
    .limit(1);
  const choice = await choiceOf(tx, about);
  if (asked || !choice) return;
  await cancelWaiting(tx, victimId, { topicChoiceIds: [choice.id], kind: 'question' }, 'replaced');
}
