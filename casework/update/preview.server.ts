import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import { type LockScreen, lockScreenOf } from '#messaging/messages/lock-screen.ts';
import { render } from '#messaging/messages/render.server.ts';
import { type Segments, segmentsOf } from '#messaging/messages/segments.ts';
import type { UpdateTopic } from '../choice/rules.ts';
import { type ChoiceNow, choicesOf } from '../choice/store.server.ts';
import { type ContactRules, contactRulesOf } from '../contact-preference/store.server.ts';
import { type MilestoneKind, milestones } from '../milestone/rules.ts';
import { factsOf, type NotSentReason } from './publish.server.ts';
import { releaseOf } from './release.server.ts';
import type { ReleaseRefusal } from './rules.ts';
import { type MessageChannel, messageChannels } from './rules.ts';

/** What one channel would say, to which hint of a number, and what a locked device would show of it. */
export type SaidByChannel = {
  channel: MessageChannel;
  hint: string;
  from: string;
  subject: string | null;
  text: string;
  lockScreen: LockScreen;
  segments: Segments | null;
};

export type UpdatePreview = {
  language: ContactRules['preference']['languageWritten'];
  /** Why nobody may be written to about this at all, or null. */
  notChosen: 'topic' | 'contact' | null;
  /** Why a voice tells it first, or null where it may be published now. */
  waits: ReleaseRefusal | null;
  said: SaidByChannel[];
  notSaid: { channel: MessageChannel; why: NotSentReason | 'not_asked_for' }[];
  /** When what is queued may leave; null where no safe time is long enough for it. */
  leavesAt: Date | null;
  leavesNow: boolean;
};

export type ToBePreviewed = {
  victimId: string;
  caseId: string;
  kind: MilestoneKind;
  happenedOn: string;
  topic: UpdateTopic;
  channels: readonly MessageChannel[];
};

const isNo = (state: ChoiceNow['state']) => state === 'declined' || state === 'withdrawn';

function notChosenBy(present: readonly ChoiceNow[], { caseId, topic }: ToBePreviewed, rules: ContactRules) {
  if (isNo(rules.contact.state)) return 'contact' as const;
  const choice = present.find(
    (one) => one.caseId === caseId && one.purpose === 'updates' && one.topic === topic,
  );
  return choice?.state === 'agreed' ? null : ('topic' as const);
}

/** Exactly what an update would send at a moment, channel by channel, and who would not get it and why. Nothing is written. */
export async function previewUpdate(
  tx: Tx<StaffActor>,
  asked: ToBePreviewed,
  now = new Date(),
): Promise<UpdatePreview> {
  const { victimId, kind, happenedOn, channels } = asked;
  const rules = await contactRulesOf(tx, victimId, now);
  const present = await choicesOf(tx, victimId);
  const { phoneFirst } = milestones[kind];
  const { why: waits } = await releaseOf(tx, {
    ...{ toldAttemptId: null, phoneFirst, happenedOn, byManager: false },
  });
  const { languageWritten: language } = rules.preference;
  const preview = {
    ...{ language, waits, notChosen: notChosenBy(present, asked, rules) },
    ...{ leavesAt: rules.nextSending, leavesNow: rules.nextSending?.getTime() === now.getTime() },
  };
  const whyNot = (channel: MessageChannel): NotSentReason | 'not_asked_for' | null => {
    const why = rules.channels.find((one) => one.channel === channel)?.why;
    if (why) return why;
    if (!channels.includes(channel)) return 'not_asked_for';
    return waits ? 'phone_first' : null;
  };
  const going = messageChannels.filter((channel) => whyNot(channel) === null);
  const said = await saidBy(tx, going, { rules, kind, language });
  const notSaid = messageChannels.flatMap((channel) => {
    const why = whyNot(channel);
    return why ? [{ channel, why }] : [];
  });
  return { ...preview, said, notSaid };
}

type Sending = { rules: ContactRules; kind: MilestoneKind; language: UpdatePreview['language'] };

async function saidBy(
  tx: Tx<StaffActor>,
  going: readonly MessageChannel[],
  { rules, kind, language }: Sending,
): Promise<SaidByChannel[]> {
  const service = await messageServiceOf(tx);
  return going.map((channel) => {
    const content = channel === 'text' ? rules.textContent : 'nudge';
    const facts = factsOf(kind, content, service.phone);
    const { subject, text } = render({ channel, language, facts, service });
    const use = rules.channels.find((one) => one.channel === channel);
    const point = rules.points.find(({ id }) => id === use?.contactPointId);
    const from = channel === 'text' ? (service.textsFrom ?? service.discreetName) : service.discreetName;
    return {
      ...{ channel, subject, text, from, hint: point ? point.hint : '' },
      lockScreen: lockScreenOf({ subject, text }, channel),
      segments: channel === 'text' ? segmentsOf(text) : null,
    };
  });
}
