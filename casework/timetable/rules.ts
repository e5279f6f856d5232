/** Everything that happens by itself. `worker.ts` says when and how; what staff read of it has these names. */
export const runNames = [
  'send',
  'hold_waiting',
  'look_at_held',
  'expire_messages',
  'tell_several',
  'reap_leases',
  'look_for_texts',
  'look_at_words',
  'send_examples',
  'end_cards',
  'warn_cards',
  'check_numbers',
  'ask_again',
  'warn_proxies',
  'end_proxies',
  'forget_sessions',
  'forget_kept_answers',
  'forget_codes',
  'forget_code_requests',
  'forget_browsers',
  'forget_card_requests',
  'forget_verify_requests',
  'show_audit_head',
] as const;
export type RunName = (typeof runNames)[number];

/** Goes on all the time in every process, so nobody claims it: it is noted that it went round. */
export const sending = { name: 'send', everySeconds: 15 } as const satisfies {
  name: RunName;
  everySeconds: number;
};
export type ClaimedRun = Exclude<RunName, typeof sending.name>;

/** Without these nothing leaves, or what may not leave is not held: staff must know when they stand still. */
export const vitalRuns = ['send', 'hold_waiting', 'look_at_held'] as const satisfies readonly RunName[];

/** For how long what is vital may be silent before staff are told that sending may stand still. */
export const mayBeSilentSeconds = 300;

/** Whether something has been silent for longer than that; what never was there (null) is silent for good. */
export const isSilentTooLong = (silentSeconds: number | null): boolean =>
  silentSeconds === null || silentSeconds > mayBeSilentSeconds;

// What comes every few seconds is not late after one of them, and what comes every hour not only after another.
const grace = (everySeconds: number) => Math.min(Math.max(everySeconds, 60), 600);

/** Whether a run is so late, `lateSeconds` after its moment, that somebody should look. */
export const isOverdue = (everySeconds: number, lateSeconds: number): boolean =>
  lateSeconds > grace(everySeconds);

/** When one of them was last done, in seconds of silence; null is never. */
export type Heard = { lastAt: Date | null; silentSeconds: number | null };

/** Since when sending may stand still: the longest silent of those that are so for too long; null when all is well. */
export function standstill(vital: readonly Heard[]): { since: Date | null } | null {
  const silent = vital.filter(({ silentSeconds }) => isSilentTooLong(silentSeconds));
  if (silent.length === 0) return null;
  const moments = silent.flatMap(({ lastAt }) => lastAt ?? []).toSorted((one, other) => +one - +other);
  const [first = null] = moments.length === silent.length ? moments : [];
  return { since: first };
}
