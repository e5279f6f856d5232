import { alsoWritten, arabicFor, latinFor } from './arabic-names.ts';
import { foldedAs, spelt } from './folds.ts';
import { type Rendering, renderingsOf, spareFor } from './renderings.ts';
import { romanizationsOf } from './romanizations.ts';
import type { Script } from './scripts.ts';
import { soundsOf } from './sounds.ts';

const mostSounds = 60;
const mostSpelt = 550;
/** For a name that is also a word, which only asks for a look, more ways in each alphabet. */
const mostPerhaps = 200;
const mostLatin = 120;
/** Of the ways to write a name in Latin letters, how many are then written in further alphabets. */
const carriedOn = 8;
const mostCarried = 30;
/** They may be less far from the likeliest than a name entered in Latin letters. */
const mostSpare = 2;

const asScript = {
  cyrillic: 'cyrillic',
  greek: 'greek',
  indic: 'devanagari',
  bengali: 'devanagari',
  arabic: 'arabic',
} as const;

const keyOf = ({ folded, text }: Rendering) => `${folded}:${text}`;

/**
 * What a word is known by besides its own letters: as others spell it, and, more coarsely, as it sounds. Of sounds there are
 * many more than are taken, so each is made when it is asked for.
 */
type Found = { spelt: string[]; sound: Iterable<string> };

function* soundsIn(renderings: readonly Rendering[]): Generator<string> {
  for (const { folded, text } of renderings)
    if (folded in asScript) yield* soundsOf(text, asScript[folded as keyof typeof asScript]);
}

function ofLatin(plain: string, spare: number): Found {
  if (!/[aeiouyw]/.test(plain)) return { spelt: [], sound: [] };
  const known = arabicFor(plain);
  const renderings = renderingsOf(plain, {
    budget: spareFor(plain) + spare,
    evenShort: spare === 1,
    ...(spare > 0 && { most: mostPerhaps }),
  }).filter(({ folded }) => known.length === 0 || folded !== 'arabic');
  return { spelt: [...known, ...renderings.map(keyOf)], sound: soundsIn(renderings) };
}

function ofOther(plain: string, script: Script, spare: number): Found {
  const known = script === 'arabic' ? latinFor(plain) : [];
  const read = romanizationsOf(plain, script);
  const latin = [...known, ...read.slice(0, carriedOn).flatMap(alsoWritten), ...read];
  const own = foldedAs(script);
  const others = [...Map.groupBy(latin, (name) => spelt(name, 'latin').join()).values()]
    .flatMap((alike) => alike.slice(0, 1))
    .slice(0, carriedOn)
    .flatMap((name) =>
      renderingsOf(name, {
        budget: Math.min(mostSpare, spareFor(name)) + Math.min(spare, 1),
        most: mostCarried,
      }),
    )
    .filter(({ folded }) => folded !== own)
    .sort((a, b) => a.cost - b.cost);
  return {
    spelt: [
      ...spelt(plain, script),
      ...[...new Set(latin.flatMap((name) => spelt(name, 'latin')))].slice(0, mostLatin),
      ...others.map(keyOf),
    ],
    sound: [...soundsOf(plain, script), ...soundsIn(others)],
  };
}

const mostTogether = 10;

/** The likeliest ways to write two plain Latin words as one in other alphabets: Taylor-Reid without its hyphen. */
export function spelledTogether([before = '', after = '']: readonly string[]): string[] {
  const byScript = Map.groupBy(renderingsOf(after, { budget: 1 }), ({ folded }) => folded);
  return [...Map.groupBy(renderingsOf(before, { budget: 1 }), ({ folded }) => folded)].flatMap(
    ([folded, ways]) =>
      ways
        .slice(0, mostTogether)
        .flatMap(({ text }) =>
          (byScript.get(folded) ?? []).slice(0, mostTogether).map((way) => `${folded}:${text}${way.text}`),
        ),
  );
}

const mostRead = 4;

/** How two words of another alphabet are written as one elsewhere: حسن زئی is also Hassanzai. */
export function spelledAsOne(parts: readonly string[], script: Script): string[] {
  const [before = [], after = []] = parts.map((part) => romanizationsOf(part, script).slice(0, mostRead));
  const names = before.flatMap((start) => after.map((end) => start + end));
  const spelled = names.flatMap((name) => [
    ...spelt(name, 'latin'),
    ...renderingsOf(name, { budget: 1, most: mostTogether }).map(keyOf),
  ]);
  return [...new Set(spelled)];
}

const found = (plain: string, script: Script, spare: number): Found =>
  script === 'latin' ? ofLatin(plain, spare) : ofOther(plain, script, spare);

/** How else a plain word is spelt; `spare` is added to how far it may be from the likeliest. */
export function spellingsOf(plain: string, script: Script, spare: number): string[] {
  const { spelt: all } = found(plain, script, spare);
  return [...new Set(all)].slice(0, spare > 0 ? 2 * mostSpelt : mostSpelt);
}

/** What a plain word, and each way it is spelt, sounds like. */
export function soundsLike(plain: string, script: Script): string[] {
  const different = new Set<string>();
  for (const sound of found(plain, script, 0).sound) if (different.add(sound).size === mostSounds) break;
  return [...different];
}
