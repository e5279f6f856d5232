import type { ChoiceNow } from '#casework/choice/store.server.ts';

export type NextNews =
  | 'first.receipt.paused'
  | `home.new.${'silent' | 'overdue' | 'by' | 'nothing' | 'after.by' | 'after.nothing'}`;

type Waiting = {
  /** They asked to be left in peace. */
  silent: boolean;
  /** Everything is paused. */
  held: boolean;
  /** A letter stands there that they have not opened. */
  unread: boolean;
  /** The last day of what was promised, and the day it is in London: both YYYY-MM-DD. */
  by: string | null;
  today: string;
};

/** Which sentence is true of the next news; it may name the day and the worker. Nobody is promised what cannot come. */
export function nextNews({ silent, held, unread, by, today }: Waiting): NextNews {
  if (silent) return 'home.new.silent';
  if (held) return 'first.receipt.paused';
  if (by && by < today) return 'home.new.overdue';
  if (unread) return by ? 'home.new.after.by' : 'home.new.after.nothing';
  return by ? 'home.new.by' : 'home.new.nothing';
}

/** Whether someone asked to be left in peace: their no to any contact at all. */
export const isSilent = (choices: readonly ChoiceNow[]): boolean =>
  choices.some(
    ({ purpose, channel, state }) =>
      purpose === 'contact' && channel === '' && (state === 'declined' || state === 'withdrawn'),
  );
