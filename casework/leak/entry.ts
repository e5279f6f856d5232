import { lettersOf } from './letters.ts';
import { alsoWords, handleFillers, isOrdinary } from './ordinary.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { isSchoolWord, isStreetWord, noNumber, streetTypes } from './place-words.ts';
import { readingsOf } from './readings.ts';
import type { IdentifierKind } from './rules.ts';
import { plainOf } from './runs.ts';
import { athome, type Form } from './scan.ts';
import { mainScript, type Script } from './scripts.ts';
import { soundsLike, spelledAsOne, spelledTogether, spellingsOf } from './spellings.ts';

/** What it takes for a form to be met: alone, perhaps, in a run with its neighbours, or beside a number or a school. */
export type Part = 'word' | 'perhaps' | 'run' | 'street' | 'number' | 'school' | 'initials';
export type EntryKey = Form & { part: Part; slot: number; slots: number };
export type Entry = { script: Script; words: number; ambiguous: boolean; keys: EntryKey[] };
/** `ambiguous` is what whoever enters it says; undefined leaves it to the list of names that are also words. */
export type Entered = { kind: IdentifierKind; words: string; ambiguous?: boolean | undefined };

const titles = new Set(
  'mr mrs ms miss mx dr sir madam master prof professor rev aka known as alias pan pani al el ul ur bin ibn bint ben abu de da del della di du la le van von der den dos o mc mac st ap ab'.split(
    ' ',
  ),
);

// A name written with an umlaut is also written with an e.
const ownForms = (word: string, original: string): string[] => {
  const umlaut = original
    .toLowerCase()
    .normalize('NFC')
    .replace(/ä/g, 'ae')
    .replace(/ö|ø/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/å/g, 'aa');
  const saint = word === 'st' ? 'saint' : word === 'saint' ? 'st' : word;
  const plain = lettersOf(umlaut)
    .map((letter) => letter.plain)
    .join('');
  return [...new Set([word, plain, saint])];
};

type Word = { plain: string; original: string; script: Script };

/** Every form a word is met in, wherever it stands; `spare` is how far from the likeliest it may be written. */
function formsOfWord({ plain, original, script }: Word, spare = 0): Form[] {
  return [
    ...ownForms(plain, original).map((text): Form => ({ scheme: 'own', text })),
    ...spellingsOf(plain, script, spare).map((text): Form => ({ scheme: 'spelt', text })),
  ];
}

// A spelling nobody thought of cannot stop anyone's words, but it can ask for a look.
const soundsOfWord = ({ plain, script }: Word): Form[] =>
  soundsLike(plain, script).map((text): Form => ({ scheme: 'sound', text }));

const place = (form: Form, part: Part, slot = 0, slots = 1): EntryKey => ({ ...form, part, slot, slots });
const own = (text: string): Form => ({ scheme: 'own', text });

function wordsOf(text: string): Word[] {
  return text
    .split(/[\s/,;()]+/u)
    .map((original) => ({ original, letters: lettersOf(original).filter(({ plain }) => plain !== '') }))
    .flatMap(({ original, letters }) => {
      const [reading] = readingsOf(
        letters.filter(({ what }) => what === 'letters'),
        'none',
      );
      return reading ? [{ original, plain: reading.text, script: reading.script }] : [];
    });
}

const joined = (words: readonly Word[]): EntryKey[] => {
  const plain = words.map((word) => word.plain);
  if (plain.length < 2 || plain.length > 4) return [];
  const [first = '', last = ''] = [plain[0], plain.at(-1)];
  const together = [
    plain.join(''),
    plain.toReversed().join(''),
    first + last,
    last + first,
    [...first].slice(0, 1).join('') + last,
  ];
  return [...new Set(together)].filter((text) => text.length > 4).map((text) => place(own(text), 'word'));
};

const inOrder = (words: readonly Word[], part: Part): EntryKey[] =>
  words.flatMap((word, slot) => formsOfWord(word, 1).map((form) => place(form, part, slot, words.length)));

// "Servant of" begins a name and is none.
const servantOf = /(?<![\p{L}\p{M}])(عبد|abd[aeu]?l?)\s+(?=\p{L}{3})/giu;

type Naming = { ambiguous: boolean | undefined; firstIsKnown: boolean };

function nameKeys(
  text: string,
  { ambiguous, firstIsKnown }: Naming,
): { keys: EntryKey[]; ambiguous: boolean } {
  const all = wordsOf(text.replace(/["“”'‘’]?\(?\b(?:aka|known as)\b\)?/giu, ' ').replace(servantOf, '$1'));
  const words = all.filter(({ plain }) => all.length === 1 || !titles.has(plain));
  const names = words.length > 0 ? words : all;
  const anyListed = names.some(({ plain }) => alsoWords.has(plain));
  const perhaps = (plain: string, at: number): boolean => {
    if (names.length > 1 && (isOrdinary(plain) || handleFillers.has(plain))) return true;
    if (firstIsKnown && at === 0 && names.length > 1) return true;
    if (ambiguous === true) return names.length === 1 || !anyListed || alsoWords.has(plain);
    return ambiguous === undefined && (alsoWords.has(plain) || isOrdinary(plain));
  };
  const letters = names.filter(({ plain }) => [...plain].length > 1);
  const keys = letters.flatMap((word) => {
    const part = perhaps(word.plain, names.indexOf(word)) ? 'perhaps' : 'word';
    return [
      ...formsOfWord(word, part === 'perhaps' ? 2 : 0).map((form) => place(form, part)),
      ...soundsOfWord(word).map((form) => place(form, 'perhaps')),
    ];
  });
  const initials =
    names.length > 1 && letters.length === 0
      ? [place(own(names.map(({ plain }) => plain).join('')), 'word')]
      : [];
  const together =
    keys.some(({ part }) => part === 'perhaps') && names.length > 1 ? inOrder(names, 'run') : [];
  const [, ...others] = names;
  const isForeign = others.length === 2 && others.every(({ script }) => script !== 'latin');
  const asOne = isForeign
    ? spelledAsOne(
        others.map(({ plain }) => plain),
        mainScript(text),
      )
    : [];
  const compounds = asOne.map((one) => place({ scheme: 'spelt', text: one }, 'word'));
  // Lily-Mae is one name or two, one beside the other.
  const halves = names
    .map(({ original }) => original.split(/[-\u2010-\u2015]/u))
    .filter((list) => list.length > 1);
  const hyphenated = halves.flatMap((list) => {
    const parts = wordsOf(list.join(' '));
    const latin = parts.length === 2 && parts.every(({ script }) => script === 'latin');
    const together = latin ? spelledTogether(parts.map(({ plain }) => plain)) : [];
    const whole = together.map((text) => place({ scheme: 'spelt', text }, 'word'));
    // "The Okafor boy" may be Tyrone Okafor-Bell: somebody looks. "Al" alone is nobody.
    const eachAlone = parts
      .filter(({ plain }) => [...plain].length > 2)
      .flatMap((half) => formsOfWord(half, 2));
    return [...inOrder(parts, 'run'), ...whole, ...eachAlone.map((form) => place(form, 'perhaps'))];
  });
  const isAmbiguous = names.some(({ plain }, at) => perhaps(plain, at));
  return {
    keys: [...keys, ...initials, ...together, ...hyphenated, ...compounds, ...joined(names)],
    ambiguous: isAmbiguous,
  };
}

// "Oakwood Grove Academy" is also the Oakwood school; but the Elm Park school is not Elm Grove.
const firstAlone = ([first, ...rest]: readonly Word[]): EntryKey[] =>
  first && rest.length > 0 && rest.every(({ plain }) => isStreetWord(plain)) && !isOrdinary(first.plain)
    ? inOrder([first], 'school')
    : [];

function schoolKeys(text: string): EntryKey[] {
  const words = wordsOf(text.replace(/['’]s\b/giu, 's'));
  const distinct = words.filter(({ plain }) => !isSchoolWord(plain));
  if (distinct.length === 0) return inOrder(words, 'run');
  const ordinary = distinct.every(
    ({ plain }) => isOrdinary(plain) || alsoWords.has(plain) || isStreetWord(plain),
  );
  const keys = [...inOrder(distinct, ordinary ? 'school' : 'run'), ...firstAlone(distinct)];
  const plainWords = words.map(({ plain }) => plain);
  const significant = plainWords.filter((plain) => !/^(?:the|of|for|and|at|in)$/.test(plain));
  const letters = (list: readonly string[]) => list.map((plain) => [...plain].slice(0, 1).join('')).join('');
  const initials = new Set([letters(significant), letters(plainWords)].filter((one) => one.length > 1));
  const withoutSchool = letters(significant.filter((plain) => plain !== 'school'));
  const short = withoutSchool.length > 1 ? [place(own(withoutSchool), 'initials')] : [];
  return [
    ...keys,
    ...[...initials].map((one) =>
      place(own(one), [...one].length > 2 && !isOrdinary(one) ? 'word' : 'initials'),
    ),
    ...short,
    ...(plainWords.length > 1 ? [place(own(plainWords.join('')), 'word')] : []),
  ];
}

const postcode = /\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b/iu;
const digitsOf = (text: string) =>
  piecesOf(text)
    .filter(({ what }) => what === 'digits')
    .map(plainOf);

// "Hill Lane" is told from others by the hill: only the last word says what it is, or the first in Polish and Welsh.
function withoutType(name: readonly Word[]): readonly Word[] {
  const [first, last] = [name[0], name.at(-1)];
  if (name.length < 2 || !first || !last) return name;
  if (isStreetWord(last.plain)) return name.slice(0, -1);
  return isStreetWord(first.plain) && !streetTypes.has(first.plain) ? name.slice(1) : name;
}

function addressKeys(text: string): EntryKey[] {
  const code = postcode.exec(text);
  const keys = code ? [place(own(`#${`${code[1]}${code[2]}`.toLowerCase()}`), 'word')] : [];
  const lines = text
    .replace(postcode, ' ')
    .split(/[,;\n]+/u)
    .map((line) => line.trim());
  const named = lines.filter((line) => wordsOf(line).length > 0);
  const [first = ''] = named;
  const street = named.find((line) => wordsOf(line).some(({ plain }) => isStreetWord(plain))) ?? first;
  const before = lines.indexOf(street);
  const number =
    digitsOf(street).at(0) ??
    digitsOf(lines.slice(Math.max(0, before - 1), Math.max(0, before)).join(' ')).at(-1);
  const words = wordsOf(street).filter(
    ({ plain }) => !/^(?:flat|apartment|apt|unit|no|number|house|nr|block|m)$/.test(plain),
  );
  const name = words.filter(({ plain }) => [...plain].length > 1);
  const distinct = withoutType(name);
  const listed = inOrder(distinct.length > 0 ? distinct : name, 'street');
  const numbered = number === undefined ? [place(own(noNumber), 'number')] : [place(own(number), 'number')];
  const types = name.flatMap(({ plain }) => streetTypes.get(plain) ?? []);
  const kinds = types.slice(-1).map((type) => place(own(`~${type}`), 'number'));
  return [...keys, ...listed, ...numbered, ...kinds];
}

function privateKeys(text: string): EntryKey[] | null {
  const digits = digitsOf(text).join('');
  if (/@/.test(text) && (/\.\w/.test(text) || /^@[\p{L}\p{N}_.-]+$/u.test(text)))
    return inOrderPlain(piecesOf(text).filter(({ what }) => what !== 'sign'));
  if (digits.length >= 6 && !/\p{L}{3}/u.test(text)) return [place(own(`#${athome(digits)}`), 'word')];
  if (digits !== '' && text.replace(/[\s-]/g, '').length <= 8)
    return [place(own(`#${text.replace(/[\s-]/g, '').toLowerCase()}`), 'word')];
  return null;
}

const inOrderPlain = (pieces: readonly Piece[]): EntryKey[] =>
  pieces.map((piece, slot) => place(own(plainOf(piece)), 'run', slot, pieces.length));

function keysOf({ kind, words, ambiguous }: Entered): { keys: EntryKey[]; ambiguous: boolean } {
  const sure = (keys: EntryKey[]) => ({ keys, ambiguous: ambiguous === true });
  if (kind === 'school') return sure(schoolKeys(words));
  if (kind === 'address') return sure(addressKeys(words));
  const special = kind === 'staff_private' || kind === 'other' ? privateKeys(words) : null;
  if (special) return sure(special);
  if (kind === 'staff_private' && /\d/.test(words)) return sure(addressKeys(words));
  if (kind === 'other') {
    const list = wordsOf(words);
    return list.length > 1 ? sure(inOrder(list, 'run')) : nameKeys(words, { ambiguous, firstIsKnown: false });
  }
  return nameKeys(words, { ambiguous, firstIsKnown: kind === 'staff_private' });
}

/** What is kept, hashed, of something that may never leave. Throws nothing; no key where there is nothing to read. */
export function entryOf(entered: Entered): Entry {
  const { keys, ambiguous } = keysOf(entered);
  const softened =
    ambiguous && entered.ambiguous === true && (entered.kind === 'school' || entered.kind === 'other');
  const kept = softened
    ? keys.map(
        (key): EntryKey => (key.part === 'word' && key.slots === 1 ? { ...key, part: 'perhaps' } : key),
      )
    : keys;
  const unique = new Map(kept.map((key) => [`${key.scheme}|${key.text}|${key.part}|${key.slot}`, key]));
  return {
    script: mainScript(entered.words),
    words: Math.max(1, wordsOf(entered.words).length),
    ambiguous,
    keys: [...unique.values()],
  };
}
