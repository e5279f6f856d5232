export const stagesAsked = ['first_contact', 'before_decision', 'order', 'after_order', 'closed'] as const;
export type StageAsked = (typeof stagesAsked)[number];

export const questionKinds = ['score', 'words'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** The languages a question can be asked in; English always is. */
export const askedIn = ['en', 'cy', 'pl', 'ur', 'ar'] as const;
export type AskedIn = (typeof askedIn)[number];

/** One question of a stage. Its key stays when its words change, so that answers can be laid side by side. */
export type StageQuestion = {
  key: string;
  kind: QuestionKind;
  words: { en: string } & Partial<Record<AskedIn, string>>;
};

export const mostQuestions = 5;
export const longestAnswer = 2000;

/** Answers are shown to staff only from so many on: fewer could be told apart. */
export const fewestShown = 5;

/** A question in somebody's language, or in English with word that it is. */
export function questionIn({ words }: StageQuestion, language: AskedIn): { text: string; language: AskedIn } {
  const text = words[language];
  return text ? { text, language } : { text: words.en, language: 'en' };
}
