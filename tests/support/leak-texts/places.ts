import { type Spelled, spelledNames, spellingsOf } from './people.ts';
import type { Random } from './random.ts';
import { isLatin, type Language, paragraphsOf } from './tables.ts';

/** A school or a street. `brief`: a school's initials, or a street's name abbreviated. */
export type Place = { registered: string; brief: string; name: Spelled; mates: Place[] };

function placesOf(kind: 'school' | 'street'): Place[] {
  const paragraphs = paragraphsOf('places.txt').map((rows) => rows.filter(([first]) => first === kind));
  return paragraphs.flatMap((rows) => {
    const names = spelledNames([
      rows.map(([, , , latin = '', ...native]) => ({ latin, sex: 'none', native })),
    ]);
    const places = rows.flatMap(([, registered = '', brief = ''], at): Place[] => {
      const name = names[at];
      return name ? [{ registered, brief, name, mates: [] }] : [];
    });
    for (const place of places) place.mates.push(...places.filter((other) => other !== place));
    return places;
  });
}

export const schools = placesOf('school');
export const streets = placesOf('street');

const zeros: Partial<Record<Language, number>> = { ar: 0x660, ur: 0x6f0, hi: 0x966, bn: 0x9e6, pa: 0xa66 };

/** Digits as the script of the language has them, where it has its own. */
export function nativeDigits(words: string, language: Language): string {
  const zero = zeros[language];
  return zero === undefined
    ? words
    : words.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

export type House = { number: string; street: Place };

/** The address as somebody writes it in a text of that language. */
export function addressIn({ number, street }: House, language: Language, random: Random): string {
  const name = random.pick(spellingsOf(street.name, language)).n;
  if (!isLatin(language)) {
    const digits = random.chance(0.5) ? nativeDigits(number, language) : number;
    return `${digits} ${name}`;
  }
  return random.pick([
    `${number} ${name}`,
    `${number}, ${name}`,
    `${number}  ${name}`,
    `No. ${number} ${name}`,
    `${number} ${street.brief}`,
    `${number} ${street.brief}.`,
    `${number}${name}`,
  ]);
}

/** What a worker keeps to themselves: how staff typed it, how others write it, and what is nearly it. */
export type Contact = { registered: string; written: string[]; nearly: string[] };

function phone(random: Random): Contact {
  const tail = String(100 + random.below(899));
  const other = String(100 + ((Number(tail) + 1 + random.below(700)) % 899));
  const spaced = (end: string) => [
    `07700900${end}`,
    `07700 900${end}`,
    `07700 900 ${end}`,
    `0770 0900 ${end}`,
    `077 009 00 ${end}`,
    `07700-900-${end}`,
    `(07700) 900${end}`,
    `+44 7700 900${end}`,
    `+447700900${end}`,
    `0044 7700 900${end}`,
  ];
  return {
    registered: `07700 900${tail}`,
    written: spaced(tail),
    nearly: [...spaced(other), '0808 157 0123', '999', '116 123'],
  };
}

function email(random: Random): Contact {
  const [name, other] = random.shuffled(['jo.marlow77', 'd.prewett', 'tess_oakes', 'b.lumley81']);
  return {
    registered: `${name}@example.org`,
    written: [
      `${name}@example.org`,
      `${name}@EXAMPLE.ORG`,
      `${name?.toUpperCase()}@example.org`,
      `${name} @ example.org`,
    ],
    nearly: [`${other}@example.org`, 'help@example.org', 'office@example.org'],
  };
}

export const someContact = (random: Random): Contact => (random.chance(0.7) ? phone(random) : email(random));
