import type { Basis } from '../victim/rules.ts';

/** Who could be let read it: the topics of the choice `views` but being asked itself. */
export const audiences = [
  'panel',
  'pre_sentence_report',
  'out_of_court',
  'restorative_process',
  'child',
] as const;
export type Audience = (typeof audiences)[number];

export const statementKinds = ['impact', 'business'] as const;
export type StatementKind = (typeof statementKinds)[number];

/** Why staff open someone's words. Each opening is one of these, and the person sees which. */
export const whysToRead = [
  'prepare_extract',
  'brief',
  'safety',
  'quality_check',
  'legal_request',
  'take_down_check',
] as const;
export type WhyRead = (typeof whysToRead)[number];

export const statementStates = ['to_confirm', 'sent', 'withdrawn'] as const;
export type StatementState = (typeof statementStates)[number];

const whysFor = {
  to_confirm: ['take_down_check'],
  sent: ['prepare_extract', 'brief', 'safety', 'quality_check', 'legal_request'],
  withdrawn: [],
} satisfies Record<StatementState, readonly WhyRead[]>;

/** Why someone's words may be opened now: what waits to be confirmed only to be read back, what was taken back not at all. */
export const whysNow = (state: StatementState): readonly WhyRead[] => whysFor[state];

/** How words are taken down for someone who does not write them here. */
export const waysTakenDown = ['phone', 'visit', 'letter', 'paper'] as const;

const kindFor = {
  direct: 'impact',
  witness: 'impact',
  bereaved_family: 'impact',
  parent_of_child: 'impact',
  child_of_domestic_abuse: 'impact',
  born_of_crime: 'impact',
  business_contact: 'business',
} satisfies Record<Basis, StatementKind>;

/** What somebody writes: whoever speaks for a business writes of the business. */
export const kindOf = (basis: Basis): StatementKind => kindFor[basis];

const guides = {
  impact: ['feelings', 'days', 'body', 'people', 'costs', 'help', 'anything'],
  business: ['losses', 'staff', 'customers', 'safety', 'help', 'anything'],
} as const satisfies Record<StatementKind, readonly string[]>;

export type GuideQuestion = (typeof guides)[StatementKind][number];

/** The questions of the guide in their order, one a page; each may be left empty. */
export const guideOf = (kind: StatementKind): readonly GuideQuestion[] => guides[kind];

/** A part of a draft: the answer to a question of the guide, or what is written freely. */
export type PieceName = GuideQuestion | 'free';
export const guideQuestions: readonly GuideQuestion[] = [...new Set([...guides.impact, ...guides.business])];
export const pieceNames: readonly PieceName[] = [...guideQuestions, 'free'];

/** A part of a statement: the question of the guide it answers, or null where it was written or said freely. */
export type Part = { question: GuideQuestion | null; words: string };

/** What a draft would send: its answered parts in the order of the guide, what was written freely last. */
export function partsOf(kind: StatementKind, pieces: Partial<Record<PieceName, { words: string }>>): Part[] {
  const asked: readonly GuideQuestion[] = guides[kind];
  const others = guideQuestions.filter((name) => !asked.includes(name));
  return [...asked, ...others, 'free' as const].flatMap((name) => {
    const words = pieces[name]?.words ?? '';
    return words.trim() === '' ? [] : [{ question: name === 'free' ? null : name, words }];
  });
}

export const mostWords = 50_000;

// Scripts that put no spaces between words: only there is a dictionary asked where one ends.
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** How many words there are, in any script. */
export function countWords(words: string): number {
  if (!unspaced.test(words)) return words.match(/\S+/gu)?.length ?? 0;
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(words))
    if (isWordLike) count += 1;
  return count;
}

/** How many words all the parts of a statement have. */
export const wordsIn = (parts: readonly Part[]): number =>
  parts.reduce((count, { words }) => count + countWords(words), 0);

/** How many words a draft has where that is more than can be sent at once, else null. It is kept whole all the same. */
export function tooManyWords(parts: readonly Part[]): number | null {
  const count = wordsIn(parts);
  return count > mostWords ? count : null;
}

/** Until a case is decided its facts may still be argued over: then it is safer to write of what it did to you. */
export const beforeDecision = (stage: string): boolean =>
  stage === 'first_contact' || stage === 'before_decision';

/** Whether someone can still take a statement back: what was used is already with those it was for. */
export const mayBeWithdrawn = ({ state, usedAt }: { state: StatementState; usedAt: Date | null }): boolean =>
  state !== 'withdrawn' && usedAt === null;
