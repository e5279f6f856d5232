import { type Random, randomFrom } from '../leak-texts/random.ts';
import type { Registered } from './incident.ts';
import { type Scene, told } from './scenes.ts';
import type { Stretch } from './sentences.ts';
import { type Language, languagesOf, linesOf, type Script, scripts } from './tables.ts';

export type Span = { from: number; to: number; words: string; how: string };

/** An extract, reply or public line and what it gives away; `from` and `to` are UTF-16 offsets into `text`. */
export type LeakExtract = {
  script: Script;
  language: Language;
  identifiers: Registered[];
  text: string;
  named: Span[];
  warned: Span[];
  expected: 'blocked' | 'warned' | 'passed';
};

/** Of every twenty texts eight name somebody, eleven nearly do, and in one a name is an ordinary word. */
const sceneOf = (at: number): Scene => (at % 20 < 8 ? 'named' : at % 20 < 19 ? 'near' : 'warned');

/** The same texts for the same seed; every script in its turn. */
export function leakExtracts(seed: number, count: number): LeakExtract[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, at) => {
    const script = scripts[at % scripts.length] ?? 'latin';
    return extract(script, sceneOf(Math.floor(at / scripts.length)), random);
  });
}

function extract(script: Script, scene: Scene, random: Random): LeakExtract {
  const language = random.pick<Language>(languagesOf[script]);
  const { identifiers, sentences } = told(scene, language, random);
  const around = random.shuffled(linesOf(language, 'around')).slice(0, random.pick([0, 1, 2, 5, 8]));
  const rest: Stretch[][] = around.map((words) => [{ words, how: 'plain', marked: 'no' }]);
  const between = random.pick([' ', ' ', '\n', '\n\n- ']);
  const stretches = random
    .shuffled([...sentences, ...rest])
    .flatMap((sentence, at): Stretch[] =>
      at === 0 ? sentence : [{ words: between, how: 'plain', marked: 'no' }, ...sentence],
    );
  const named = spansOf(stretches, 'named');
  const warned = spansOf(stretches, 'warned');
  const expected = named.length > 0 ? 'blocked' : warned.length > 0 ? 'warned' : 'passed';
  const text = stretches.map(({ words }) => words).join('');
  return { script, language, identifiers, text, named, warned, expected };
}

function spansOf(stretches: Stretch[], marked: Stretch['marked']): Span[] {
  let from = 0;
  return stretches.flatMap(({ words, how, marked: mark }) => {
    const span = { from, to: from + words.length, words, how };
    from = span.to;
    return mark === marked ? [span] : [];
  });
}
