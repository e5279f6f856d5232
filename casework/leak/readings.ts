import type { Letter } from './letters.ts';
import { standsFor, writtenFor } from './lookalikes.ts';
import { type Script, scriptOf } from './scripts.ts';

/** One way to read a run of letters: in one alphabet, in plain letters. */
export type Reading = { script: Script; text: string };

const written = (letters: readonly Letter[]) => letters.filter(({ plain }) => plain !== '');

// "К" in a Latin word is a k; "k" in a Cyrillic word is a к. Null where some letter has no such double.
function readAs(letters: readonly Letter[], script: Script): string | null {
  let text = '';
  for (const { plain, look } of letters) {
    const own = scriptOf(plain);
    if (own === script || own === 'none') text += plain;
    else if (script === 'latin' && look !== '') text += look;
    else if ((script === 'cyrillic' || script === 'greek') && own === 'latin')
      text += standsFor(plain, script) || '\u0000';
    else return null;
  }
  // A vowel of India may come as one character or as two.
  return text.includes('\u0000') ? null : text.normalize('NFC');
}

const couldBeLatin = (letters: readonly Letter[]) => letters.every(({ look }) => look !== '');

/**
 * How a run of letters may be read. Letters of several alphabets are read in each that has a double for all of them;
 * letters all of one alphabet are read as Latin only among Latin words, for Russian has words that look like names.
 */
export function readingsOf(run: readonly Letter[], around: Script): Reading[] {
  const letters = written(run);
  const scripts = new Set(letters.map(({ plain }) => scriptOf(plain)).filter((one) => one !== 'none'));
  const [only] = scripts;
  if (only === undefined) return [];
  const tried: Script[] = [...scripts];
  if (scripts.size === 1 && only !== 'latin' && around === 'latin' && couldBeLatin(letters))
    tried.push('latin');
  if (scripts.size === 1 && only === 'latin' && (around === 'cyrillic' || around === 'greek'))
    tried.push(around);
  return tried.flatMap((script) => {
    const text = readAs(letters, script);
    return text ? [{ script, text }] : [];
  });
}

const asLetter = (sign: Letter, plain: string): Letter => ({ ...sign, plain, look: '', what: 'letters' });

/** A run with its digits and signs taken for the letters they are written for: at most two, by the two uses of a 1. */
export function decoded(run: readonly Letter[]): Letter[][] {
  const ways = [0, 1].map((way) =>
    run.map((letter) => {
      if (letter.what === 'letters') return letter;
      const uses = [...letter.plain].map((one) => writtenFor[one]?.[way] ?? writtenFor[one]?.[0] ?? one);
      return asLetter(letter, uses.join(''));
    }),
  );
  const [first = [], second = []] = ways;
  const same = first.every(({ plain }, index) => plain === second[index]?.plain);
  return same ? [first] : [first, second];
}
