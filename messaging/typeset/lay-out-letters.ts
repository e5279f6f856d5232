import { paragraphsOf, wayOf } from './lay-out.ts';
import type { Letter, Letters } from './letters.ts';
import { breakable, directionOfWords, showable } from './showable.ts';

type Faces = readonly { shows: ReadonlySet<number> }[];

// Square and as large as it is asked to be: the dark modules alone, so that nothing has to be drawn over.
const drawn = ({ size, path }: { size: number; path: string }) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}" fill="#221F2B"/></svg>`;

// A number to ring is read in one go.
const unbroken = (words: string) => words.replace(/(?<=\d) (?=\d{3})/gu, '\u{a0}');

/** Makes letters ready for their template: only characters the faces have, each paragraph with the way it runs. */
export function layOutLetters(letters: Letters, faces: Faces) {
  const shown = (words: string) => unbroken(breakable(showable(words, faces).words));
  const labelled = ({ label, value }: { label: string; value: string }) => ({
    ...{ label: shown(label), value: shown(value) },
    direction: directionOfWords(value, 'ltr'),
  });
  const laidOut = ({ language, large, card, ...letter }: Letter) => {
    const direction = wayOf(language);
    return {
      ...{ language, large, direction, reference: letter.reference },
      address: letter.address.map((line) => ({
        text: shown(line),
        direction: directionOfWords(line, 'ltr'),
      })),
      from: letter.from.map(shown),
      facts: letter.facts.map(labelled),
      subject: shown(letter.subject),
      paragraphs: letter.paragraphs.flatMap(({ words, is }) =>
        paragraphsOf(shown(words), direction).map((one) => ({ ...one, direction, is })),
      ),
      card: card && {
        ...{ cut: shown(card.cut), site: shown(card.site), facts: card.facts.map(labelled) },
        ...{ square: drawn(card.square), says: shown(card.square.says) },
      },
    };
  };
  return {
    title: shown(letters.title),
    facts: letters.facts.map(labelled),
    steps: letters.steps.map(shown),
    list: { head: letters.list.head.map(shown), rows: letters.list.rows.map((row) => row.map(shown)) },
    letters: letters.letters.map(laidOut),
  };
}
