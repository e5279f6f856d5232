import type { Random } from '../leak-texts/random.ts';
import { isWritten, type Name, nameOf, writtenIn } from './names.ts';
import { entriesOf, isLatin, type Language, rowsOf } from './tables.ts';

/** A school or a street. `brief`: the initials of a school, a street cut short; `mutated`: after i and o, after yn. */
export type Place = { words: string; brief: string; name: Name; mutated: string[]; alike: Place[] };

function placesOf(sort: string): Place[] {
  return rowsOf('places.txt').flatMap((rows) => {
    const places = rows
      .filter(([first]) => first === sort)
      .map(([, words = '', brief = '', latin = '', ...cells]): Place => {
        const mutated = entriesOf(cells[7]);
        return { words, brief, name: nameOf(latin, cells.slice(0, 7)), mutated, alike: [] };
      });
    for (const place of places) place.alike = places.filter((other) => other !== place);
    return places;
  });
}

export const schools = placesOf('school');
const streets = placesOf('street');

/** `words`: the address as registered; `code`: its postcode when that is registered with it. */
export type House = { number: number; street: Place; code: string | undefined; words: string };

const codeFrom = (random: Random) =>
  `NB${1 + random.below(9)} ${1 + random.below(9)}${random.pick(['QT', 'HJ', 'XW', 'DB', 'LN'])}`;

export function houseFrom(language: Language, random: Random, about: string): House {
  const written = streets.filter(({ name }) => isWritten(name, language));
  const street = written.find(({ words }) => words === about) ?? random.pick(written);
  const number = 3 + random.below(86);
  const code = random.chance(0.4) ? codeFrom(random) : undefined;
  return { number, street, code, words: `${number} ${street.words}${code ? `, Northby ${code}` : ''}` };
}

/** Another number of the street, another street, another postcode. */
export function houseNear({ number, street, code }: House, random: Random): House {
  const same = random.chance(0.4);
  const others = [number + 1, number + 10, Number(`1${number}`), Number(`${number}${random.below(10)}`)];
  const another = same ? street : (street.alike[0] ?? street);
  return {
    number: same ? random.pick(others) : number,
    street: another,
    code: code?.replace(/ (\d)/, (_, digit) => ` ${(Number(digit) + 4) % 10}`),
    words: '',
  };
}

const zeros: Partial<Record<Language, number>> = { ar: 0x660, ur: 0x6f0, bn: 0x9e6, pa: 0xa66, gu: 0xae6 };

/** Digits as the language's own script writes them. */
export function ownDigits(words: string, language: Language): string {
  const zero = zeros[language];
  return zero === undefined
    ? words
    : words.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

/** The ways somebody writes the house in a text of the language. */
export function waysOfHouse(house: House, language: Language): string[] {
  const { number, street, code } = house;
  const codes = code ? [code, code.replace(' ', ''), code.toLowerCase()] : [];
  if (isLatin(language)) {
    const name = street.name.latin;
    const turned = language === 'pl' ? [`${name} ${number}`] : [`number ${number}, ${name}`];
    const ways = [
      `${number} ${name}`,
      `${number}, ${name}`,
      `No ${number} ${name}`,
      `${number} ${street.brief}`,
    ];
    return [...ways, `Flat 2, ${number} ${name}`, ...turned, ...codes];
  }
  return writtenIn(street.name, language, 'm')
    .flatMap(({ n }) => [
      `${number} ${n}`,
      `${ownDigits(String(number), language)} ${n}`,
      ...(['uk', 'el'].includes(language) ? [`${n}, ${number}`] : []),
    ])
    .concat(codes.slice(0, 1));
}
