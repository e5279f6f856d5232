import { spelt } from './folds.ts';
import { handleFillers } from './ordinary.ts';
import type { Piece } from './pieces.ts';
import { endsAsStreet } from './rendered-words.ts';
import { plainOf } from './runs.ts';
import type { Candidate, Form, Inside } from './scan.ts';
import { scriptOf } from './scripts.ts';

const handles = /[#@＃＠][\p{L}\p{M}\p{N}_.-]+|[\p{L}\p{M}\p{N}_.+-]{1,64}@[\p{L}\p{M}\p{N}.-]+/gu;
const shortest = 3;
const longest = 40;

// A name entered in another alphabet is known in Latin letters by its spelling alone.
const formsOf = (name: string): Form[] => [
  { scheme: 'own', text: name },
  ...(name.length > shortest ? spelt(name, scriptOf(name)) : []).map(
    (text): Form => ({ scheme: 'spelt', text }),
  ),
];

const insideOf = (word: string): Inside[] => {
  const found: Inside[] = [];
  for (let start = 0; start + shortest <= word.length; start += 1)
    for (let end = start + shortest; end <= word.length; end += 1)
      if (end - start < word.length) found.push({ word, start, end });
  return found;
};

/** Parts of hashtags, handles and addresses, where names are written together with other words. */
export function insideHandles(text: string, pieces: readonly Piece[]): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(handles)) {
    const [from, to] = [match.index, match.index + match[0].length];
    pieces.forEach((piece, at) => {
      if (piece.from < from || piece.to > to || piece.what !== 'letters') return;
      const word = plainOf(piece).slice(0, longest);
      for (const inside of insideOf(word)) {
        const name = word.slice(inside.start, inside.end);
        found.push({
          first: at,
          last: at,
          script: scriptOf(name),
          everyday: false,
          forms: formsOf(name),
          inside,
        });
      }
    });
  }
  return found;
}

/** Whether a written-together word is nothing but names that were met and the words such handles are made of. */
export function isMadeOf(word: string, met: readonly Inside[], isAddress = false): boolean {
  const names = new Set(met.map(({ start, end }) => word.slice(start, end)));
  const reached: boolean[] = [true];
  for (let end = 1; end <= word.length; end += 1)
    reached[end] = [...Array(end).keys()].some((start) => {
      const part = word.slice(start, end);
      return (
        reached[start] === true &&
        (names.has(part) || handleFillers.has(part) || (isAddress && endsAsStreet(part)))
      );
    });
  return reached[word.length] === true;
}
