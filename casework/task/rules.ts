import { endOfWorkingDay, localDate } from '../working-day/rules.ts';

export const taskKinds = [
  'call_back',
  'tell_by_phone',
  'texts_stopped',
  'emails_stopped',
  'automatic_reply',
  'message_failed',
  'message_unknown',
  'safety_concern',
  'asked_on_card',
  'number_changed',
  'wrong_card_tries',
  'codes_asked',
  'reply_needed',
  'choice_changed',
  'times_widened',
  'watched_off',
  'proxy_ending',
  'card_ending',
  'number_to_check',
  'ask_again',
  'difference_note',
  'extract_answered',
  'words_recalled',
  'second_person',
  'letter_returned',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** Within how many working days each kind is to be done; a concern for someone's safety, what they wrote, and a message that waits for a second person, by the end of today. */
export const workingDaysFor = {
  call_back: 1,
  tell_by_phone: 1,
  texts_stopped: 1,
  emails_stopped: 1,
  automatic_reply: 1,
  message_failed: 1,
  message_unknown: 1,
  safety_concern: 0,
  asked_on_card: 1,
  number_changed: 2,
  wrong_card_tries: 1,
  codes_asked: 1,
  reply_needed: 0,
  choice_changed: 2,
  times_widened: 1,
  watched_off: 1,
  proxy_ending: 10,
  card_ending: 1,
  number_to_check: 10,
  ask_again: 2,
  difference_note: 2,
  extract_answered: 1,
  words_recalled: 0,
  second_person: 0,
  letter_returned: 1,
} satisfies Record<TaskKind, number>;

/** The last second by which a task that came at a moment is to be done. Nought days: that same day, working day or not. */
export function taskDueAt(kind: TaskKind, raisedAt: Date): Date {
  return endOfWorkingDay(workingDaysFor[kind], localDate(raisedAt));
}

/** Tasks that are an answer someone waits for; a case says so in its list. */
export const replyKinds: readonly TaskKind[] = ['call_back', 'reply_needed'];
