import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';
import type { SomeonesCase } from './people.ts';
import { oneOf, presentOf } from './someone.ts';

/** Puts word of something new among the messages that wait for somebody, past the rules that might refuse it. */
export async function putByHand(
  by: StaffActor,
  who: SomeonesCase,
  { channel, contactPointId }: { channel: 'text' | 'email'; contactPointId: string },
): Promise<string> {
  const { victimId, caseId } = who;
  const present = await presentOf(who);
  return transactionAs(by, (tx) =>
    enqueue(tx, {
      ...{ victimId, caseId, updateId: null, kind: 'update' as const, channel, contactPointId },
      topicChoiceId: oneOf(present, 'updates/progress/').id,
      channelChoiceId: oneOf(present, `contact//${channel}`).id,
      facts: { kind: 'update', content: 'nudge', phone: '01632 960001' },
    }),
  );
}
