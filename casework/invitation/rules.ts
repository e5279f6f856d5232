import type { Channel, ChoiceState } from '../choice/rules.ts';
import type { KnownContactPoint } from '../contact-preference/rules.ts';

/** How a card and the word that it is on its way can leave. */
export const cardChannels = ['letter', 'text', 'email'] as const;
export type CardChannel = (typeof cardChannels)[number];

export const cardNotSentReasons = [
  'declined',
  'not_chosen',
  'hold',
  'adjustment',
  'locked',
  'no_contact_point',
  'bad',
  'suppressed',
  'watched',
  'shared',
  'awaits_code',
  'no_letter',
  'text_goes',
] as const;
export type CardNotSentReason = (typeof cardNotSentReasons)[number];

/** What a card depends on: their answer to contact and to each way, a pause, what is ruled out or locked, where they can be reached. */
export type CardReach = {
  contact: ChoiceState;
  choices: Readonly<Record<CardChannel, ChoiceState>>;
  /** Every way they said yes to or named as theirs, telephone too; none where they have not chosen yet. */
  chosen: readonly Channel[];
  held: boolean;
  ruledOut: readonly CardChannel[];
  locked: readonly CardChannel[];
  points: readonly KnownContactPoint[];
  /** Those to which messages were started again, and nothing but a code goes yet. */
  awaitingCode: readonly string[];
};

export type CardWay =
  | { channel: CardChannel; contactPointId: string; why: null }
  | { channel: CardChannel; contactPointId: null; why: CardNotSentReason };

const leadsTo = { letter: 'address', text: 'mobile', email: 'email' } as const satisfies Record<
  CardChannel,
  KnownContactPoint['kind']
>;

const isNo = (state: ChoiceState) => state === 'declined' || state === 'withdrawn';

// A letter is in an envelope with a name on it; a device that others use shows what comes to whoever holds it.
function problemOf(
  channel: CardChannel,
  point: KnownContactPoint,
  { awaitingCode }: CardReach,
): CardNotSentReason | null {
  if (point.bad) return 'bad';
  if (point.suppressed) return 'suppressed';
  if (point.watched) return 'watched';
  if (awaitingCode.includes(point.id)) return 'awaits_code';
  return channel !== 'letter' && point.shared ? 'shared' : null;
}

// Whoever has chosen ways and left a device out did not ask to be written to there; the letter is the card itself.
function leftOut(channel: CardChannel, { chosen }: CardReach): boolean {
  return channel !== 'letter' && chosen.length > 0 && !chosen.includes(channel);
}

function wayBy(channel: CardChannel, reach: CardReach): CardWay {
  const not = (why: CardNotSentReason): CardWay => ({ channel, contactPointId: null, why });
  if (isNo(reach.contact) || isNo(reach.choices[channel])) return not('declined');
  if (leftOut(channel, reach)) return not('not_chosen');
  if (reach.held) return not('hold');
  if (reach.ruledOut.includes(channel)) return not('adjustment');
  if (reach.locked.includes(channel)) return not('locked');
  const points = reach.points.filter(({ kind }) => kind === leadsTo[channel]);
  const good = points.find((point) => problemOf(channel, point, reach) === null);
  if (good) return { channel, contactPointId: good.id, why: null };
  const [problem = 'no_contact_point'] = points.flatMap((point) => problemOf(channel, point, reach) ?? []);
  return not(problem);
}

// With no address that works the card is printed here and posted by hand: it is on its way all the same.
const postedByHand: readonly CardWay['why'][] = ['no_contact_point', 'bad'];

/**
 * How a card to be posted leaves: the letter, and along with it a text or else an e-mail that says no more than that
 * something waits. Every way is in the answer once, with where it leads or why it is not used.
 */
export function waysOfCard(reach: CardReach): CardWay[] {
  const [letter, text, email] = cardChannels.map((channel) => wayBy(channel, reach));
  if (!letter || !text || !email) return [];
  const instead = (way: CardWay, why: 'no_letter' | 'text_goes'): CardWay =>
    way.why === null ? { channel: way.channel, contactPointId: null, why } : way;
  if (letter.why !== null && !postedByHand.includes(letter.why))
    return [letter, instead(text, 'no_letter'), instead(email, 'no_letter')];
  return [letter, text, text.why === null ? instead(email, 'text_goes') : email];
}

/** Whether six digits sent to a number or address may stand in for the word: the police passed it on or it was verified, and nobody else uses it. */
export function mayStandForWord(point: KnownContactPoint & { source: string }): boolean {
  const { kind, source, verified, bad, suppressed, shared, watched } = point;
  if (kind === 'address' || bad || suppressed || shared || watched) return false;
  return source === 'police' || verified;
}
