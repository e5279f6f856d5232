import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';
import { fieldOf } from './fields.ts';
import {
  type LineLanguage,
  type LineWords,
  lineLanguages,
  lineReviews,
  reasonsToGive,
  type WordsOf,
} from './rules.ts';
import { tooMuchIn } from './too-much.ts';

const longest = 600;
const parts = ['youSaid', 'weDid'] as const;
type Part = (typeof parts)[number];

function problemWith(part: Part, words: string, wanted: boolean): string | null {
  if (words === '') return wanted ? `publicLine.${part}.missing` : null;
  if (words.length > longest) return `publicLine.${part}.tooLong`;
  const [first] = tooMuchIn(words);
  return first ? `publicLine.${first.kind}` : null;
}

const typed = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const review = z.enum(lineReviews);

/** An edition in every language somebody wrote it in: English always, another whole or not at all. */
export const lineForm = typed.transform((fields, context): WordsOf => {
  const said = (name: string) => harmlessText(String(fields[name] ?? '')).trim();
  const written = lineLanguages.map((language): [LineLanguage, LineWords] | null => {
    const words = { youSaid: said(fieldOf('youSaid', language)), weDid: said(fieldOf('weDid', language)) };
    const wanted = language === 'en' || words.youSaid !== '' || words.weDid !== '';
    for (const part of parts) {
      const problem = problemWith(part, words[part], wanted);
      if (problem) context.addIssue({ code: 'custom', message: problem, path: [fieldOf(part, language)] });
    }
    const stated = review.safeParse(fields[fieldOf('review', language)]);
    const reviewState = stated.success ? stated.data : language === 'en' ? 'own_words' : 'machine';
    return wanted ? [language, { ...words, reviewState }] : null;
  });
  return Object.fromEntries(written.filter((it) => it !== null));
});

export const takeDownForm = z.object({
  because: z.enum(reasonsToGive, { error: 'publicLine.because.missing' }),
});
