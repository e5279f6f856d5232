export const overrideAnswers = ['confirmed', 'refused', 'withdrawn'] as const;
export type OverrideAnswer = (typeof overrideAnswers)[number];
export type OverrideState = 'waiting' | OverrideAnswer | 'ended';

type Proposal = { answer: OverrideAnswer | null; endsAt: Date };

/** How a proposal to pass a lock stands at a moment: answered once, or over by itself a day after it was made. */
export function overrideStateOf({ answer, endsAt }: Proposal, now: Date): OverrideState {
  return answer ?? (endsAt > now ? 'waiting' : 'ended');
}

/** What someone may say to a proposal that waits: who made it takes it back, everybody else says yes or no. */
export function answersOpenTo(staffId: string, proposal: { proposedBy: string }): OverrideAnswer[] {
  return proposal.proposedBy === staffId ? ['withdrawn'] : ['confirmed', 'refused'];
}
