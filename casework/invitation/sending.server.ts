import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import type { FactsOf, MessageService } from '#messaging/messages/facts.ts';
import { type LockScreen, lockScreenOf } from '#messaging/messages/lock-screen.ts';
import { render } from '#messaging/messages/render.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';
import type { Adjustment } from '../adjustment/form.server.ts';
import { type Channel, type ChoiceState, channels } from '../choice/rules.ts';
import { type ChoiceNow, choicesOf } from '../choice/store.server.ts';
import { awaitingCode } from '../contact-point/awaiting-code.server.ts';
import type { ContactPointShown } from '../contact-point/store.server.ts';
import { type ContactRules, contactRulesOf } from '../contact-preference/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { meOf } from '../staff/store.server.ts';
import { type Card, formatCard } from './card.ts';
import {
  type CardChannel,
  type CardNotSentReason,
  type CardReach,
  type CardWay,
  cardChannels,
  waysOfCard,
} from './rules.ts';

/** What one way would carry, to which hint of a place, and what a locked device would show of it. */
export type CardSaid = {
  channel: CardChannel;
  hint: string;
  from: string;
  subject: string | null;
  text: string;
  lockScreen: LockScreen;
};

type Language = ContactRules['preference']['languageWritten'];

export type CardSending = {
  language: Language;
  goes: CardSaid[];
  notSent: { channel: CardChannel; why: CardNotSentReason }[];
  /** When it may leave; null where no safe time is long enough for it. */
  leavesAt: Date | null;
  leavesNow: boolean;
};

const ruledOutBy: Readonly<Partial<Record<Adjustment['kind'], CardChannel>>> = {
  no_letters: 'letter',
  no_texts: 'text',
};

type Plan = { rules: ContactRules; ways: CardWay[]; present: ChoiceNow[]; now: Date };

const choiceOf = (present: readonly ChoiceNow[], channel: Channel | '') =>
  present.find((one) => one.purpose === 'contact' && one.channel === channel);

async function planOf(tx: Tx<StaffActor>, victimId: string, now: Date): Promise<Plan> {
  const rules = await contactRulesOf(tx, victimId, now);
  const present = await choicesOf(tx, victimId);
  const stateOf = (channel: CardChannel): ChoiceState => choiceOf(present, channel)?.state ?? 'unanswered';
  const reach: CardReach = {
    contact: rules.contact.state,
    choices: { letter: stateOf('letter'), text: stateOf('text'), email: stateOf('email') },
    chosen: channels.filter(
      (channel) =>
        rules.preference.channels.includes(channel) || choiceOf(present, channel)?.state === 'agreed',
    ),
    held: rules.hold.held,
    ruledOut: rules.adjustments.flatMap(({ kind }) => ruledOutBy[kind] ?? []),
    locked: cardChannels.filter((channel) => rules.locks.some((lock) => lock.channel === channel)),
    points: rules.points,
    awaitingCode: await awaitingCode(tx, victimId),
  };
  return { rules, present, now, ways: waysOfCard(reach) };
}

// The secret is in the letter alone; what goes to a device says no more than which card.
const factsFor = (channel: CardChannel, card: Card, worker: string): FactsOf<'invitation'> =>
  channel === 'letter'
    ? {
        ...{ kind: 'invitation', form: 'letter', locator: card.locator, worker },
        secret: formatCard(card).slice(card.locator.length + 1),
      }
    : { kind: 'invitation', form: 'notice', locator: card.locator };

// In place of a card that is not made yet: a preview opens nothing.
const notYet: Card = { locator: '····', secret: '········' };

type Said = {
  service: MessageService;
  worker: string;
  language: Language;
  points: readonly ContactPointShown[];
};

function saidBy({ channel, contactPointId }: CardWay, { service, worker, language, points }: Said): CardSaid {
  const facts = factsFor(channel, notYet, worker);
  const { subject, text } = render({ channel, language, facts, service });
  const point = points.find(({ id }) => id === contactPointId);
  const from = channel === 'text' ? (service.textsFrom ?? service.discreetName) : service.discreetName;
  const lockScreen = lockScreenOf({ subject, text }, channel);
  return { channel, subject, text, from, lockScreen, hint: point ? point.hint : '' };
}

async function sendingOf(tx: Tx<StaffActor>, { rules, ways, now }: Plan): Promise<CardSending> {
  const [service, me] = await Promise.all([messageServiceOf(tx), meOf(tx)]);
  const { languageWritten: language } = rules.preference;
  const said = { service, worker: me.firstName, language, points: rules.points };
  return {
    language,
    goes: ways.filter(({ why }) => why === null).map((way) => saidBy(way, said)),
    notSent: ways.flatMap(({ channel, why }) => (why ? [{ channel, why }] : [])),
    leavesAt: rules.nextSending,
    leavesNow: rules.nextSending?.getTime() === now.getTime(),
  };
}

/** What posting a card would send at a moment, way by way, and what would not be sent and why. Nothing is written. */
export async function previewCard(
  tx: Tx<StaffActor>,
  victimId: string,
  now = new Date(),
): Promise<CardSending> {
  return sendingOf(tx, await planOf(tx, victimId, now));
}

/**
 * Queues the letter that carries a card, and what goes along with it. Each leaves when its gates are open: not refused,
 * not paused, not stopped, in safe hours. Gives back the same as `previewCard` did, with no secret in it.
 */
export async function sendCard(tx: Tx<StaffActor>, victimId: string, card: Card): Promise<CardSending> {
  const plan = await planOf(tx, victimId, new Date());
  const { firstName } = await meOf(tx);
  const topicChoiceId = choiceOf(plan.present, '')?.id;
  for (const { channel, contactPointId } of plan.ways) {
    const channelChoiceId = choiceOf(plan.present, channel)?.id;
    if (!contactPointId) continue;
    if (!topicChoiceId || !channelChoiceId) throw new NotThereError();
    await enqueue(tx, {
      ...{ victimId, caseId: null, updateId: null, kind: 'invitation', channel, contactPointId },
      ...{ topicChoiceId, channelChoiceId, facts: factsFor(channel, card, firstName) },
    });
  }
  return sendingOf(tx, plan);
}
