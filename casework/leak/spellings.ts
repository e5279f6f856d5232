import { foldedAs, spelt } from './folds.ts';
import { type Rendering, renderingsOf, spareFor } from './renderings.ts';
import { romanizationsOf } from './romanizations.ts';
import type { Script } from './scripts.ts';
import { soundsOf } from './sounds.ts';

/** What a word is known by besides its own letters: as others spell it, and, more coarsely, as it sounds. */
export type Spellings = { spelt: string[]; sound: string[] };

const mostSounds = 60;
const mostSpelt = 380;
/** For a name that is also a word, which only asks for a look, more ways in each alphabet. */
const mostPerhaps = 200;
const mostLatin = 120;
/** Of the ways to write a name in Latin letters, how many are then written in further alphabets. */
const carriedOn = 6;

const asScript = {
  cyrillic: 'cyrillic',
  greek: 'greek',
  indic: 'devanagari',
  bengali: 'devanagari',
  arabic: 'arabic',
} as const;

const keyOf = ({ folded, text }: Rendering) => `${folded}:${text}`;

const soundsIn = (renderings: readonly Rendering[]): string[] =>
  renderings.flatMap(({ folded, text }) =>
    folded in asScript ? soundsOf(text, asScript[folded as keyof typeof asScript]) : [],
  );

function ofLatin(plain: string, spare: number): Spellings {
  if (!/[aeiouyw]/.test(plain)) return { spelt: [], sound: [] };
  const renderings = renderingsOf(plain, {
    budget: spareFor(plain) + spare,
    evenShort: spare === 1,
    ...(spare > 1 && { most: mostPerhaps }),
  });
  return { spelt: renderings.map(keyOf), sound: soundsIn(renderings) };
}

function ofOther(plain: string, script: Script, spare: number): Spellings {
  const latin = romanizationsOf(plain, script);
  const own = foldedAs(script);
  const others = [...new Set(latin)]
    .slice(0, carriedOn)
    .flatMap((name) => renderingsOf(name, { budget: Math.min(spare, 1) }))
    .filter(({ folded }) => folded !== own);
  return {
    spelt: [
      ...spelt(plain, script),
      ...[...new Set(latin.flatMap((name) => spelt(name, 'latin')))].slice(0, mostLatin),
      ...others.map(keyOf),
    ],
    sound: [...soundsOf(plain, script), ...soundsIn(others)],
  };
}

/** Everything a plain word may be known by besides its letters; `spare` is added to how far it may be from the likeliest. */
export function spellingsOf(plain: string, script: Script, spare: number): Spellings {
  const found = script === 'latin' ? ofLatin(plain, spare) : ofOther(plain, script, spare);
  return {
    spelt: [...new Set(found.spelt)].slice(0, spare > 1 ? 2 * mostSpelt : mostSpelt),
    sound: [...new Set(found.sound)].slice(0, mostSounds),
  };
}
