/** What may never leave, by what it is. */
export const identifierKinds = [
  'child_name',
  'child_nickname',
  'co_victim',
  'school',
  'address',
  'staff_private',
  'other',
] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

/** What is checked before it leaves. */
export const leakSubjects = ['extract', 'reply', 'published_line', 'update', 'voice_note'] as const;
export type LeakSubject = (typeof leakSubjects)[number];

export const findingStates = ['held', 'not_about_them', 'released', 'taken_back'] as const;
export type FindingState = (typeof findingStates)[number];

export const releaseReviews = ['rightly_released', 'wrongly_released'] as const;
export type ReleaseReview = (typeof releaseReviews)[number];

/** Where words name somebody: `from` up to `to`, in UTF-16 units of the text as it was given. */
export type Mark = { from: number; to: number; kind: IdentifierKind };
/** `blocked` names someone and holds the words back; `warned` may be an ordinary word or somebody else. */
export type Leaks = { blocked: Mark[]; warned: Mark[] };

/** Whether words may leave as they are. */
export const isClear = ({ blocked, warned }: Leaks): boolean => blocked.length === 0 && warned.length === 0;

/** What a member of staff may do about held words; never about words of their own once they name somebody. */
export type LeakDecision = 'not_about_them' | 'release' | 'take_back';

type Decider = { isManager: boolean; wroteIt: boolean };

/** The decisions open to someone: whoever wrote a warned word may say it is not about them, but a block is a manager's. */
export function decisionsFor(blocked: number, { isManager, wroteIt }: Decider): LeakDecision[] {
  const decisions: LeakDecision[] = [];
  if (blocked === 0) decisions.push('not_about_them');
  if (blocked > 0 && isManager && !wroteIt) decisions.push('release');
  return [...decisions, 'take_back'];
}

/** Marks in the order of the text, one where several lie on the same words; the widest says what it is. */
export function marksInOrder(marks: readonly Mark[]): Mark[] {
  const sorted = marks.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const kept: Mark[] = [];
  for (const mark of sorted) {
    const last = kept.at(-1);
    if (last && mark.from < last.to) last.to = Math.max(last.to, mark.to);
    else kept.push({ ...mark });
  }
  return kept;
}
