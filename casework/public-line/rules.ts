/** The languages a line is read in, English first: what nobody wrote in another is read in English, and marked. */
export const lineLanguages = ['en', 'cy', 'pl', 'ur', 'ar'] as const;
export type LineLanguage = (typeof lineLanguages)[number];

/** Who stands behind the words of a language: whoever wrote them, somebody who checked them, or nobody yet. */
export const lineReviews = ['own_words', 'reviewed', 'machine'] as const;
export type LineReview = (typeof lineReviews)[number];

export const lineStates = ['draft', 'approved', 'published', 'taken_down'] as const;
export type LineState = (typeof lineStates)[number];

/** Why a line is no longer to be read. The last two are of editions nobody outside ever saw, or that a later one replaced. */
export const takenDownReasons = ['could_identify', 'not_true', 'asked_for', 'sent_back', 'replaced'] as const;
export type TakenDownReason = (typeof takenDownReasons)[number];
/** What somebody may give as the reason for taking a public line down. */
export const reasonsToGive = ['could_identify', 'not_true', 'asked_for'] as const satisfies TakenDownReason[];

export type LineWords = { youSaid: string; weDid: string; reviewState: LineReview };
export type WordsOf = Partial<Record<LineLanguage, LineWords>>;
export type WordsShown = LineWords & { language: LineLanguage; fallback: boolean };

/** The words somebody reads in a language: its own, or the English, marked as standing in for it. */
export function wordsIn(words: WordsOf, language: LineLanguage): WordsShown | null {
  const own = words[language];
  if (own) return { ...own, language, fallback: false };
  return words.en ? { ...words.en, language: 'en', fallback: true } : null;
}

export const lineActs = ['approve', 'send_back', 'publish', 'take_down', 'rewrite'] as const;
export type LineAct = (typeof lineActs)[number];

/** What someone may do with an edition: nobody approves their own words, and words that name somebody go nowhere. */
export function actsOn(
  { state, writtenBy, held }: { state: LineState; writtenBy: string; held: boolean },
  staffId: string,
): LineAct[] {
  const mine = writtenBy === staffId;
  const open = {
    draft: [...(mine || held ? [] : (['approve'] as const)), mine ? 'rewrite' : 'send_back'],
    approved: [...(held ? [] : (['publish'] as const)), 'send_back'],
    published: ['take_down'],
    taken_down: [],
  } as const satisfies Record<LineState, readonly LineAct[]>;
  return [...open[state]];
}
