import type { Sex } from './cases.ts';
import type { Worn } from './disguises.ts';
import type { Random } from './random.ts';
import type { Case, Reference } from './references.ts';

/** A stretch of a sentence; `marked` when it names somebody or something registered, or warns. */
export type Stretch = Worn & { marked: 'named' | 'warned' | 'no' };
export type Sentence = Stretch[];

export const plain = (words: string): Stretch => ({ words, how: 'plain', marked: 'no' });

const isCase = (slot: string): slot is Case => /^[ngdai]$/.test(slot);
const isLetter = (letter: string) => /[\p{L}'’]/u.test(letter);

/** The ways of a sentence that depend on who is spoken of: `{ο|η}`. */
const ofSex = (template: string, sex: Sex) =>
  template.replace(/\{([^{}|]*)\|([^{}|]*)\}/g, (_, male: string, female: string) =>
    sex === 'f' ? female : male,
  );

function filled(template: string, fill: Reference, marked: Stretch['marked']): Sentence | undefined {
  const parts = template.split(/\{(\w+)\}/);
  const sentence = parts.map((part, at): Stretch | undefined => {
    if (at % 2 === 0) return plain(part);
    const light = isLetter(parts[at - 1]?.at(-1) ?? ' ') || isLetter(parts[at + 1]?.at(0) ?? ' ');
    const worn = fill(isCase(part) ? part : 'n', light);
    return worn && { ...worn, marked };
  });
  return sentence.every((stretch) => stretch !== undefined) ? sentence : undefined;
}

/** One of the sentences with the reference in it: one in which every case it needs is known. */
export function sentenceWith(
  templates: string[],
  fill: Reference,
  marked: 'named' | 'no',
  sex: Sex,
  random: Random,
): Sentence {
  for (const template of [...random.shuffled(templates), '{n}']) {
    const sentence = filled(ofSex(template, sex), fill, marked);
    if (sentence !== undefined) return sentence;
  }
  throw new Error('Nothing can be written of them');
}

/** A sentence with the word in braces marked as one that warns. */
export const sentenceThatWarns = (template: string): Sentence =>
  template
    .split(/\{([^{}]+)\}/)
    .map((words, at) => (at % 2 === 0 ? plain(words) : { words, how: 'ordinary word', marked: 'warned' }));
