/** What became of a promise: kept, said plainly not to be, or given up. */
export const promiseStates = ['promised', 'done', 'not_done', 'dropped'] as const;
export type PromiseState = (typeof promiseStates)[number];

/** What the public is told of it. Nothing is kept of being past the day: it is so as soon as the day is over. */
export const standings = ['promised', 'not_done_yet', 'done', 'will_not'] as const;
export type Standing = (typeof standings)[number];

const settled = { done: 'done', not_done: 'will_not', dropped: 'will_not' } as const satisfies Record<
  Exclude<PromiseState, 'promised'>,
  Standing
>;

/** How a promise stands on a day (YYYY-MM-DD, London): it is past due from the day after the one it named. */
export function standingOf(
  { state, dueOn }: { state: PromiseState; dueOn: string },
  today: string,
): Standing {
  if (state !== 'promised') return settled[state];
  return dueOn < today ? 'not_done_yet' : 'promised';
}

export const evidenceStates = ['to_check', 'shown', 'not_shown'] as const;
export type EvidenceState = (typeof evidenceStates)[number];

/** Whether someone may judge evidence: neither who promised nor who wrote it. */
export const mayCheck = (
  staffId: string,
  { ownerId, writtenBy, state }: { ownerId: string; writtenBy: string; state: EvidenceState },
): boolean => state === 'to_check' && staffId !== ownerId && staffId !== writtenBy;
