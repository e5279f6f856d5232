import { and, eq, sql } from 'drizzle-orm';
import { caseUpdate, milestone } from '#db/schema/case.ts';
import { message } from '#db/schema/message.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';
import { isHereStill } from '#messaging/still-here.server.ts';
import { choicesOf } from '../choice/store.server.ts';
import { contactRulesOf } from '../contact-preference/store.server.ts';
import { milestones } from '../milestone/rules.ts';
import { NotThereError } from '../refusals.ts';
import { agreedTopic, channelChoicesOf, factsOf } from './publish.server.ts';
import { type MessageChannel, messageChannels } from './rules.ts';
import type { Update } from './store.server.ts';

/** By which channels two people may agree on one message about an update: nothing but a lock is in the way, and none was made. */
export async function channelsPastLock(
  tx: Tx<StaffActor>,
  { updateId, victimId, caseId, topic }: Pick<Update, 'updateId' | 'victimId' | 'caseId' | 'topic'>,
): Promise<MessageChannel[]> {
  const { channels, contact } = await contactRulesOf(tx, victimId);
  const present = await choicesOf(tx, victimId);
  const wanted = present.some((one) => {
    const isIt = one.purpose === 'updates' && one.topic === topic && one.caseId === caseId;
    return isIt && one.state === 'agreed';
  });
  if (!wanted || contact.state === 'declined' || contact.state === 'withdrawn') return [];
  if (!(await setOf(tx, updateId)).goesOn) return [];
  const made = await tx
    .select({ channel: message.channel })
    .from(message)
    .where(and(eq(message.serviceId, tx.actor.serviceId), eq(message.updateId, updateId)));
  return messageChannels.filter(
    (channel) =>
      !made.some((one) => one.channel === channel) &&
      channels.some((use) => use.channel === channel && 'pastLock' in use && use.pastLock !== null),
  );
}

/**
 * Writes the message of a published update that was not made because its channel is locked; it waits until two people have
 * agreed. It says only that there is something new. Gives back the id of one that waits already, and null where more than a
 * lock is in the way. Throws NotThereError and NotChosenError as writing an update does.
 */
export async function writePastLock(
  tx: Tx<StaffActor>,
  updateId: string,
  channel: MessageChannel,
): Promise<string | null> {
  const it = await published(tx, updateId);
  const { victimId, caseId, kind } = it;
  const { batchId, goesOn } = await setOf(tx, updateId);
  const { topicChoiceId } = await agreedTopic(tx, it);
  const use = (await contactRulesOf(tx, victimId)).channels.find((one) => one.channel === channel);
  const contactPointId = use && 'pastLock' in use ? use.pastLock : null;
  const channelChoiceId = (await channelChoicesOf(tx, victimId)).get(channel);
  if (!contactPointId || !channelChoiceId || !goesOn) return null;
  const waiting = await waitingAlready(tx, updateId, channel);
  if (waiting) return waiting;
  const { phone } = await messageServiceOf(tx);
  return enqueue(tx, {
    ...{
      victimId,
      caseId,
      updateId,
      kind: 'update',
      channel,
      contactPointId,
      topicChoiceId,
      channelChoiceId,
      batchId,
    },
    hardNews: milestones[kind].phoneFirst,
    facts: factsOf(kind, 'nudge', phone),
  });
}

type SetOf = { batchId: string | null; goesOn: boolean };

// The set by which somebody was told. Where it goes on, nobody stops it before this transaction has ended.
async function setOf(tx: Tx<StaffActor>, updateId: string): Promise<SetOf> {
  const [row] = await tx.execute<SetOf>(sql`
    select batch_id as "batchId", batch_goes_on_meanwhile(batch_id) is not null as "goesOn"
    from batch_person where service_id = app_service() and update_id = ${updateId}`);
  return row ?? { batchId: null, goesOn: true };
}

async function published(tx: Tx<StaffActor>, updateId: string) {
  const { serviceId } = tx.actor;
  const { victimId, caseId, topic } = caseUpdate;
  const [row] = await tx
    .select({ victimId, caseId, topic, kind: milestone.kind })
    .from(caseUpdate)
    .innerJoin(milestone, and(eq(milestone.serviceId, serviceId), eq(milestone.id, caseUpdate.milestoneId)))
    .where(
      and(
        eq(caseUpdate.serviceId, serviceId),
        eq(caseUpdate.id, updateId),
        eq(caseUpdate.state, 'published'),
      ),
    );
  if (!row) throw new NotThereError();
  return row;
}

async function waitingAlready(tx: Tx<StaffActor>, updateId: string, channel: MessageChannel) {
  const [waiting] = await tx
    .select({ id: message.id })
    .from(message)
    .where(
      and(
        eq(message.serviceId, tx.actor.serviceId),
        eq(message.updateId, updateId),
        eq(message.channel, channel),
        isHereStill,
      ),
    );
  return waiting?.id;
}
