import { spelt } from './folds.ts';
import { isOtherPlace, isSchoolWord, streetTypes } from './place-words.ts';
import { renderingsOf } from './renderings.ts';
import { mainScript } from './scripts.ts';

const renderedOf = (words: Iterable<string>): ReadonlySet<string> =>
  new Set(
    [...words].flatMap((word) =>
      renderingsOf(word, { budget: 1 }).map(({ folded, text }) => `${folded}:${text}`),
    ),
  );

const places = renderedOf([...new Set(streetTypes.values()), 'park', 'green', 'field', 'wood', 'hospital']);

const isRendered = (word: string, rendered: ReadonlySet<string>): boolean =>
  spelt(word, mainScript(word)).some((text) => rendered.has(text));

/** Whether a word makes of the name before it another place, in English or as an English word is written elsewhere. */
export const makesAnotherPlace = (word: string): boolean =>
  isOtherPlace(word) || (!isSchoolWord(word) && isRendered(word, places));
