import type { Random } from '../leak-texts/random.ts';
import { type Sex, type Slot, slots } from './endings.ts';
import type { Worn } from './hands.ts';
import type { Mention } from './mentions.ts';

/** A stretch of a sentence: it names somebody or something registered, or warns, or neither. */
export type Stretch = Worn & { marked: 'named' | 'warned' | 'no' };
export type Sentence = Stretch[];

export const plainly = (words: string): Stretch => ({ words, how: 'plain', marked: 'no' });

const slotOf = (mark: string): Slot => slots.find((slot) => slot === mark) ?? 'n';

function filled(
  template: string,
  mention: Mention,
  marked: Stretch['marked'],
  sex: Sex,
): Sentence | undefined {
  const suited = template.replace(/\{([^{}|]*)\|([^{}|]*)\}/g, (_, male, female) =>
    sex === 'f' ? female : male,
  );
  const parts = suited.split(/\{(\w)\}/);
  const sentence = parts.map((part, at): Stretch | undefined => {
    if (at % 2 === 0) return plainly(part);
    const attached =
      /[\p{L}\p{M}]$/u.test(parts[at - 1] ?? '') || /^[\p{L}\p{M}'’]/u.test(parts[at + 1] ?? '');
    const worn = mention(slotOf(part), attached);
    return worn && { ...worn, marked };
  });
  return sentence.every((stretch) => stretch !== undefined) ? sentence : undefined;
}

/** One of the templates with the mention in it; the mention by itself where no template can take it. */
export function sentenceFrom(
  templates: string[],
  mention: Mention,
  marked: Stretch['marked'],
  sex: Sex,
  random: Random,
): Sentence {
  for (const template of [...random.shuffled(templates), '{n}']) {
    const sentence = filled(template, mention, marked, sex);
    if (sentence !== undefined) return sentence;
  }
  throw new Error('There are no words for it');
}

/** A sentence whose word in braces is a registered name and an ordinary word. */
export const sentenceThatWarns = (template: string): Sentence =>
  template
    .split(/[{}]/)
    .map((words, at) => (at % 2 === 0 ? plainly(words) : { words, how: 'ordinary word', marked: 'warned' }));
