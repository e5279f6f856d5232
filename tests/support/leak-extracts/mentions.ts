import type { Random } from '../leak-texts/random.ts';
import type { Slot } from './endings.ts';
import { inSomeHand, type Worn } from './hands.ts';
import { isWritten, type Name, type Person, writtenIn } from './names.ts';
import { type House, ownDigits, type Place, waysOfHouse } from './places.ts';
import { isLatin, type Language } from './tables.ts';

/** Words for a place in a sentence; nothing where the form it needs is not known. */
export type Mention = (slot: Slot, attached: boolean) => Worn | undefined;

const bare = (words: string) =>
  words
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\p{L}]/gu, '');

function tagsOf(first: string, last: string, latin: boolean): Worn[] {
  const joined = (words: string) => words.replace(/[ '-]/g, '');
  if (!latin)
    return [`#${joined(first)}`, `#${joined(first)}_${joined(last)}`].map((words) => ({
      words,
      how: 'hashtag',
    }));
  const [given, family] = [bare(first), bare(last)];
  const small = `${given}.${family}`.toLowerCase();
  return [
    { words: `#JusticeFor${given}`, how: 'hashtag of several words' },
    { words: `#${given}${family}`, how: 'hashtag' },
    { words: `@${small.replace('.', '_')}`, how: 'handle' },
    { words: `@${given.toLowerCase()}_09`, how: 'handle' },
    { words: `${small}@example.net`, how: 'e-mail' },
    { words: `${small.replace('.', '')}09@example.net`, how: 'e-mail' },
  ];
}

function waysOf(first: string, last: string | undefined, inflected: string, language: Language): Worn[] {
  const alone = { words: first, how: `given name${inflected}` };
  if (last === undefined) return [alone];
  const ways = [
    alone,
    alone,
    { words: `${first} ${last}`, how: `full name${inflected}` },
    { words: `${last} ${first}`, how: `surname first${inflected}` },
  ];
  const letter = first.slice(0, 1);
  const initialled = ['.', '', '. '].map((dot) => ({
    words: `${letter}${dot === '' ? ' ' : dot}${last}`,
    how: `initial and surname${inflected}`,
  }));
  if (isLatin(language)) ways.push({ words: `${last.toUpperCase()}, ${first}`, how: 'surname, comma, name' });
  return isLatin(language) || language === 'uk' || language === 'el'
    ? [...ways, ...initialled.slice(1)]
    : ways;
}

/** A person by their given name, their full name or a tag of it. `left`: in Latin letters whatever the language. */
export function ofPerson(
  { given, family, sex }: Person,
  language: Language,
  random: Random,
  left: boolean,
): Mention {
  const hand = left ? 'en' : language;
  const first = random.pick(writtenIn(given, hand, sex));
  const last = random.pick(writtenIn(family, hand, sex));
  return (slot, attached) => {
    if (left && slot !== 'n') return undefined;
    if (slot === 'n' && !attached && random.chance(0.12))
      return random.pick(tagsOf(first.n, last.n, isLatin(hand)));
    const form = first[slot];
    if (form === undefined) return undefined;
    const inflected = form === first.n ? '' : ', inflected';
    const alone = { words: form, how: `given name${inflected}` };
    const worn = attached ? alone : random.pick(waysOf(form, last[slot], inflected, hand));
    return inSomeHand(
      { ...worn, how: left ? `${worn.how}, in Latin letters` : worn.how },
      hand,
      attached,
      random,
    );
  };
}

/** A single name, such as a surname or what somebody is called. */
export function ofName(name: Name, how: string, language: Language, random: Random): Mention {
  const forms = random.pick(writtenIn(name, language, 'm'));
  return (slot, attached) => {
    const words = forms[slot];
    return words === undefined ? undefined : inSomeHand({ words, how }, language, attached, random);
  };
}

/** A school by its name, its short name, or after a Welsh word that changes its first letter. */
export function ofSchool({ words, name, mutated }: Place, language: Language, random: Random): Mention {
  const full = isLatin(language) && random.chance(0.5);
  const hand = isWritten(name, language) ? language : 'en';
  const [short] = writtenIn(name, hand, 'm');
  const plain = full ? words : (short?.n ?? words);
  const saint = /^St /.test(plain) ? [plain.replace('St', 'St.'), plain.replace('St', 'Saint')] : [];
  return (_, attached) =>
    inSomeHand(
      {
        words: random.pick([plain, plain, ...saint]),
        how: full ? 'full name of a school' : 'short name of a school',
      },
      hand,
      attached || mutated.includes(plain),
      random,
    );
}

/** The initials of a school as they are written. */
export function ofInitials({ brief }: Place, random: Random): Mention {
  const ways = [
    brief,
    brief,
    brief.toLowerCase(),
    [...brief].join('.'),
    `${[...brief].join('.')}.`,
    [...brief].join(' '),
  ];
  return () => ({ words: random.pick(ways), how: 'initials of a school' });
}

export function ofHouse(house: House, language: Language, random: Random): Mention {
  const words = random.pick(waysOfHouse(house, language));
  const how = /^[A-Z0-9]+ ?\d[A-Z]{2}$/i.test(words) ? 'postcode' : 'address';
  return (_, attached) =>
    how === 'postcode' ? { words, how } : inSomeHand({ words, how }, language, attached, random);
}

export function ofContact(ways: string[], language: Language, random: Random): Mention {
  const written = random.pick(ways);
  const own = !written.includes('@') && /^[\d+(]/.test(written) && random.chance(0.4);
  return () => ({
    words: own ? ownDigits(written, language) : written,
    how: 'what a worker keeps to themselves',
  });
}
