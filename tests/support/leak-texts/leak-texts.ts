import type { Registered } from './cast.ts';
import { type Random, randomFrom } from './random.ts';
import { type Scene, sceneFrom } from './scenes.ts';
import { plain, type Sentence, type Stretch } from './sentences.ts';
import { type Language, languagesOf, type Script, sentencesOf } from './tables.ts';

export type Span = { from: number; to: number; words: string; how: string };

/** A text with what it gives away. `from` and `to` are UTF-16 offsets into `text`. */
export type LeakText = {
  script: Script;
  language: Language;
  identifiers: Registered[];
  text: string;
  named: Span[];
  warned: Span[];
  nearMiss: boolean;
  expected: 'blocked' | 'warned' | 'passed';
};

const scripts: Script[] = ['latin', 'arabic', 'cyrillic', 'devanagari', 'bengali', 'greek', 'gurmukhi'];

/** Of every 25 texts 10 name somebody, 13 nearly do, and in 2 a name is an ordinary word. */
const sceneAt = (at: number): Scene => (at % 25 < 10 ? 'leak' : at % 25 < 23 ? 'near' : 'ambiguous');

/**
 * Texts as people write them, with the identifiers registered for their incident and what of them the texts
 * name. The same seed gives the same texts; the scripts come in turn.
 */
export function leakTexts(seed: number, count: number): LeakText[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, at) => {
    const script = scripts[at % scripts.length] ?? 'latin';
    return leakText(script, random.pick<Language>(languagesOf[script]), sceneAt(at), random);
  });
}

function leakText(script: Script, language: Language, scene: Scene, random: Random): LeakText {
  const { identifiers, sentences } = sceneFrom(scene, language, random);
  const stretches = arranged(sentences, language, random);
  const text = stretches.map(({ words }) => words).join('');
  const named = spansOf(stretches, 'named');
  const warned = spansOf(stretches, 'warned').flatMap(({ words }) => everyPlace(words, text));
  const expected = named.length > 0 ? 'blocked' : warned.length > 0 ? 'warned' : 'passed';
  return { script, language, identifiers, text, named, warned, nearMiss: named.length === 0, expected };
}

/** The telling sentences in their order among ordinary ones, from a single line to most of a page. */
function arranged(sentences: Sentence[], language: Language, random: Random): Stretch[] {
  const most = random.pick([0, 1, 3, 6, 12]);
  const filler = random.shuffled(sentencesOf(language)('filler')).slice(0, random.below(most + 1));
  const all: Sentence[] = filler.map((words) => [plain(words)]);
  for (const sentence of sentences) all.splice(random.below(all.length + 1), 0, sentence);
  const between = random.pick([' ', ' ', '\n', '\n\n']);
  return all.flatMap((sentence, at) => (at === 0 ? sentence : [plain(between), ...sentence]));
}

function spansOf(stretches: Stretch[], marked: 'named' | 'warned'): Span[] {
  let from = 0;
  return stretches.flatMap((stretch) => {
    const span = { from, to: from + stretch.words.length, words: stretch.words, how: stretch.how };
    from = span.to;
    return stretch.marked === marked ? [span] : [];
  });
}

/** An ambiguous word warns wherever it stands alone, in other sentences of the text too. */
function everyPlace(words: string, text: string): Span[] {
  return Array.from(text.matchAll(/[\p{L}\p{M}]+/gu), ({ 0: token, index }) => ({ token, index }))
    .filter(({ token }) => token.toLowerCase() === words.toLowerCase())
    .map(({ token, index }) => ({
      from: index,
      to: index + token.length,
      words: token,
      how: 'ordinary word',
    }));
}
