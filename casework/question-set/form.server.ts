import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';
import {
  askedIn,
  longestAnswer,
  mostQuestions,
  questionKinds,
  type StageQuestion,
  stagesAsked,
} from './rules.ts';

const line = z
  .string()
  .default('')
  .transform((typed) => harmlessText(typed).trim())
  .refine((typed) => typed.length <= 300, 'questions.words.tooLong');

const slots = Array.from({ length: mostQuestions }, (_, at) => `q${at + 1}`);

function questionsOf(typed: Record<string, string>): StageQuestion[] {
  return slots.flatMap((key) => {
    const en = typed[`${key}.en`];
    const kind = questionKinds.find((one) => one === typed[`${key}.kind`]) ?? 'score';
    const others = askedIn.flatMap((language) => {
      const said = typed[`${key}.${language}`];
      return language !== 'en' && said ? [[language, said] as const] : [];
    });
    return en ? [{ key, kind, words: { en, ...Object.fromEntries(others) } }] : [];
  });
}

/** The questions of one stage, as a manager writes them: a line of each language; one left empty in English is none. */
export const questionsForm = z
  .object({ stage: z.enum(stagesAsked) })
  .catchall(line)
  .transform(({ stage, ...typed }) => ({ stage, questions: questionsOf(typed) }))
  .refine(({ questions }) => questions.length > 0, { message: 'questions.none', path: ['q1.en'] });

const score = z
  .enum(['1', '2', '3', '4', '5', ''], { error: 'questions.score.invalid' })
  .default('')
  .transform((typed) => (typed === '' ? null : Number(typed)));
const words = z
  .string()
  .default('')
  .transform((typed) => harmlessText(typed).trim())
  .refine((typed) => typed.length <= longestAnswer, 'questions.words.tooLong');

/** Somebody's answers to the questions that were asked; each may be left out. */
export function answersForm(questions: readonly StageQuestion[]) {
  return z.object(
    Object.fromEntries(questions.map(({ key, kind }) => [key, kind === 'score' ? score : words] as const)),
  );
}
