import { and, eq } from 'drizzle-orm';
import { choiceNow } from '#db/schema/choice.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';
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
  const [yes] = await tx
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
  const channelChoiceId = (await channelChoicesOf(tx, victimId)).get(way.channel);
  if (yes?.state !== 'agreed' || !channelChoiceId) return;
  const { phone } = await messageServiceOf(tx);
  await enqueue(tx, {
    ...{ victimId, caseId, updateId: null, kind, channel: way.channel },
    ...{ contactPointId: way.contactPointId, topicChoiceId: yes.id, channelChoiceId },
    facts: said[kind](phone),
  });
}
