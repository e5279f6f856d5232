import type { Channel } from '../choice/rules.ts';

export const replyStates = ['draft', 'held', 'sent'] as const;
export type ReplyState = (typeof replyStates)[number];

export const verdicts = ['answers', 'does_not_answer'] as const;
export type Verdict = (typeof verdicts)[number];

/** How sure it is that words in the person's language say what was meant. */
export const replyReviews = ['own_words', 'reviewed', 'machine'] as const;

/** What goes out to say that there is an answer, or why nothing does. */
export type NoticeWay =
  | { may: true; channel: 'text' | 'email' | 'letter'; contactPointId: string }
  | { may: false; why: 'not_wanted' | 'paused' | 'suppressed' | 'no_way'; ring: boolean };

type Use = { channel: Channel; why: string | null; contactPointId: string | null };
type Reach = { channels: readonly Use[]; hold: { held: boolean }; wantsAnswer: boolean };

const isUsable = ({ why }: Use) => why === null;

/**
 * By which way somebody is told that there is an answer: the first written one in their own order that may be used now.
 * Where none may, their telephone is offered if that at least may be rung; the answer itself is on their page either way.
 */
export function noticeWay({ channels, hold, wantsAnswer }: Reach): NoticeWay {
  const ring = channels.some((use) => use.channel === 'phone' && isUsable(use));
  if (!wantsAnswer) return { may: false, why: 'not_wanted', ring: false };
  if (hold.held) return { may: false, why: 'paused', ring };
  for (const use of channels)
    if (isUsable(use) && use.channel !== 'phone' && use.contactPointId)
      return { may: true, channel: use.channel, contactPointId: use.contactPointId };
  const suppressed = channels.some(({ why }) => why === 'suppressed');
  return { may: false, why: suppressed ? 'suppressed' : 'no_way', ring };
}
