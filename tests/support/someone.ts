import { eq } from 'drizzle-orm';
import { openCase } from '#casework/case/store.server.ts';
import type { Asked } from '#casework/choice/ledger.server.ts';
import { answerChoices, type ChoiceNow, choicesOf } from '#casework/choice/store.server.ts';
import { addContactPoint } from '#casework/contact-point/store.server.ts';
import { takeOn } from '#casework/victim/store.server.ts';
import { task } from '#db/schema/case.ts';
import { message } from '#db/schema/message.ts';
import { type StaffActor, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';

export type Person = { victimId: string; caseId: string; me: VictimActor };

/** A person harmed, taken on by a worker with a case opened; nothing is answered yet. */
export function someone(worker: StaffActor): Promise<Person> {
  const { serviceId, staffId } = worker;
  return transactionAs(worker, async (tx) => {
    const { victimId } = await takeOn(tx, {
      ...{ name: 'Sam Field', callMe: 'Sam', basis: 'direct', birthDate: null, presumedUnder18: false },
      ...{ enhancedRights: [], languageSpoken: 'en', languageWritten: 'en', interpreter: false },
    });
    const { caseId } = await openCase(tx, {
      ...{ victimId, workerId: staffId, receivedFrom: 'police', detailsReceivedAt: new Date() },
      incident: { kind: 'robbery', happenedOn: null, children: [''] },
    });
    return { victimId, caseId, me: { role: 'victim', serviceId, victimId, personId: victimId } };
  });
}

export const words = (text: string) => ({ key: 'choice.question', text, reviewState: 'source' as const });
export const onThePage: Omit<Asked, 'words'> = {
  ...{ how: 'portal', askedBy: null, answeredAs: 'self', language: 'en', format: 'standard' },
};
export const withWords = { ...onThePage, words: words('How involved do you want to be?') };

/** One of someone's choices, by purpose/topic/channel. */
export function oneOf(all: readonly ChoiceNow[], name: string): ChoiceNow {
  const found = all.find((one) => `${one.purpose}/${one.topic}/${one.channel}` === name);
  if (!found) throw new Error(`${name} is not asked`);
  return found;
}

export const presentOf = ({ me, victimId }: Person) => transactionAs(me, (tx) => choicesOf(tx, victimId));

/** Answers one question on the page, by purpose/topic/channel. */
export async function answer(
  person: Person,
  name: string,
  said: 'agreed' | 'declined',
  text = `About ${name}?`,
) {
  const { id } = oneOf(await presentOf(person), name);
  return transactionAs(person.me, (tx) =>
    answerChoices(tx, person.victimId, [{ id, answer: said, words: words(text) }], onThePage),
  );
}

/** A text about progress, waiting for the person at a number of theirs. */
export async function waitingText(worker: StaffActor, { victimId, caseId, me }: Person) {
  const present = await transactionAs(me, (tx) => choicesOf(tx, victimId));
  return transactionAs(worker, async (tx) => {
    const point = await addContactPoint(tx, victimId, {
      ...{ kind: 'mobile', value: '+447700900123', source: 'police', shared: false, watched: false },
    });
    const messageId = await enqueue(tx, {
      ...{ victimId, caseId, updateId: null, kind: 'update', channel: 'text', contactPointId: point.id },
      topicChoiceId: oneOf(present, 'updates/progress/').id,
      channelChoiceId: oneOf(present, 'contact//text').id,
      facts: { kind: 'update', content: 'nudge', phone: '01632 960001' },
    });
    return { messageId, pointId: point.id };
  });
}

/** The kind, channel and state of each message of a person. */
export const messagesFor = (worker: StaffActor, { victimId }: Person) =>
  transactionAs(worker, (tx) =>
    tx
      .select({ kind: message.kind, channel: message.channel, state: message.state })
      .from(message)
      .where(eq(message.victimId, victimId)),
  );

/** The kinds of task a person's worker was given. */
export const tasksFor = (worker: StaffActor, { victimId }: Person) =>
  transactionAs(worker, async (tx) => {
    const rows = await tx.select({ kind: task.kind }).from(task).where(eq(task.victimId, victimId));
    return rows.map(({ kind }) => kind);
  });
