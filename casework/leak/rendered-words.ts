import { spelt } from './folds.ts';
import { isEverydayPlain } from './ordinary.ts';
import { isOtherPlace, isSchoolWord, isStreetWord, streetTypes } from './place-words.ts';
import { renderingsOf } from './renderings.ts';
import { mainScript } from './scripts.ts';

const renderedOf = (words: Iterable<string>, evenShort = false): ReadonlySet<string> =>
  new Set(
    [...words].flatMap((word) =>
      renderingsOf(word, { budget: 1, evenShort }).map(({ folded, text }) => `${folded}:${text}`),
    ),
  );

const places = renderedOf(['park', 'green', 'field', 'wood', 'hospital']);
const streets = renderedOf(streetTypes.values());

const evenShort = renderedOf(streetTypes.values(), true);

const isRendered = (word: string, rendered: ReadonlySet<string>): boolean =>
  spelt(word, mainScript(word)).some((text) => rendered.has(text));

/** Whether the end of a word says that what it begins with is a street, in English or written as elsewhere. */
export const endsAsStreet = (word: string): boolean => isStreetWord(word) || isRendered(word, evenShort);

/** Whether a word makes of the name before it another place, in English or as an English word is written elsewhere. */
export const makesAnotherPlace = (word: string): boolean =>
  isOtherPlace(word) ||
  (!isSchoolWord(word) &&
    (isRendered(word, places) || (!isEverydayPlain(word) && isRendered(word, streets))));
