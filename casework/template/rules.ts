export const wordsAnswers = ['approved', 'refused', 'withdrawn'] as const;
export type WordsAnswer = (typeof wordsAnswers)[number];
export type WordsState = 'unasked' | 'asked' | 'approved' | 'refused' | 'taken_back';

/** What was asked about one version of some words, and what was said to it. */
export type Standing = { answer: WordsAnswer | null; takenBack: boolean };

/** How words stand by everything that was asked about this version of them, the newest first: a yes holds until it is taken back. */
export function wordsStateOf(requests: readonly Standing[]): WordsState {
  if (requests.some(({ answer, takenBack }) => answer === 'approved' && !takenBack)) return 'approved';
  const [newest] = requests;
  if (!newest || newest.answer === 'withdrawn') return 'unasked';
  if (newest.answer === null) return 'asked';
  return newest.answer === 'approved' ? 'taken_back' : 'refused';
}

/** What someone may answer to a question that waits: who asked takes it back, a manager who did not says yes or no. */
export function answersOpenTo(
  me: { staffId: string; isManager: boolean },
  request: { askedBy: string },
): WordsAnswer[] {
  if (request.askedBy === me.staffId) return ['withdrawn'];
  return me.isManager ? ['approved', 'refused'] : [];
}

/** What the parts of a text cost, in pence; null where the service has not said what one costs. */
export const costOf = (parts: number, pencePerPart: number | null): number | null =>
  pencePerPart === null ? null : Math.round(parts * pencePerPart * 100) / 100;
