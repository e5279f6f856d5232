import { withoutEndings } from './endings.ts';
import type { Part } from './entry.ts';
import { isMadeOf } from './handles.ts';
import { alsoWords, isOrdinary } from './ordinary.ts';
import type { Piece } from './pieces.ts';
import {
  isLandscape,
  isOtherPlace,
  isSchoolWord,
  isStreetWord,
  noNumber,
  streetTypes,
} from './place-words.ts';
import { readingsOf } from './readings.ts';
import { makesAnotherPlace } from './rendered-words.ts';
import { type IdentifierKind, type Leaks, type Mark, marksInOrder } from './rules.ts';
import { plainOf, sizeOf } from './runs.ts';
import type { Inside } from './scan.ts';
import { mainScript, type Script } from './scripts.ts';

/** A candidate of a text that is known: which identifier it may be of, and what it takes to be it. */
export type Hit = {
  identifierId: string;
  kind: IdentifierKind;
  part: Part;
  slot: number;
  slots: number;
  first: number;
  last: number;
  script: Script;
  /** Met by a word of every day in another alphabet than its own. */
  everyday: boolean;
  /** Met by its sound alone. */
  heard: boolean;
  plural: boolean;
  /** A name of the very person the words are to. */
  theirs: boolean;
  /** What is true of the identifier itself and not of a place in the text. */
  fact?: string | undefined;
  inside?: Inside | undefined;
};
type Stretch = { first: number; last: number; inside?: Inside | undefined };
type Words = { pieces: readonly Piece[]; words: readonly string[] };

const reach = 3;

// Two words written together stand one after another within one.
const follows = ({ first, inside }: Hit, before: Pick<Stretch, 'last' | 'inside'>): boolean =>
  inside !== undefined &&
  first <= before.last &&
  inside.word === before.inside?.word &&
  inside.start === before.inside.end;

// Hits one after another, slot by slot, with nothing but signs between.
function stretches(hits: readonly Hit[], { pieces }: Words): Stretch[] {
  const next = (last: number) => {
    let at = last + 1;
    while (pieces[at]?.what === 'sign') at += 1;
    return at;
  };
  let open: Stretch[] = hits.filter(({ slot }) => slot === 0);
  const [whole] = hits;
  for (let slot = 1; whole && slot < whole.slots; slot += 1) {
    const here = hits.filter((hit) => hit.slot === slot);
    open = open.flatMap(({ first, last, inside }) =>
      here
        .filter((hit) => hit.first === next(last) || hit.first === last + 1 || follows(hit, { last, inside }))
        .map((hit) => ({ first, last: hit.last, inside: hit.inside })),
    );
  }
  return open;
}

const anyNear = ({ first, last }: Stretch, { words }: Words, is: (word: string) => boolean): boolean =>
  [...words.slice(Math.max(0, first - 2), first), ...words.slice(last + 1, last + 3)].some(is);

// A school is told by its word for one in any case.
const saysSchool = (word: string): boolean =>
  withoutEndings(word, word, mainScript(word), { polish: false, welsh: false }).some(isSchoolWord);

// The next word, put together where it is written letter by letter, and read in one alphabet.
function wordsFrom(at: number, { pieces }: Words): string[] {
  const next = pieces[at];
  if (!next) return [];
  const letters = [...next.letters];
  const gap = Number(pieces[at + 1]?.from) - next.to;
  for (let last = at + 1; sizeOf(next) === 1 && last < at + longestSpaced; last += 1) {
    const [before, piece] = pieces.slice(last - 1, last + 1);
    if (!before || !piece || sizeOf(piece) > 1 || piece.from - before.to !== gap) break;
    if (piece.gap !== pieces[at + 1]?.gap) break;
    letters.push(...piece.letters);
  }
  const whole = [...next.letters];
  for (let last = at + 1; pieces[last]?.gap === 'tight' && pieces[last]?.what === 'letters'; last += 1) {
    if (last > at + longestSpaced) break;
    whole.push(...(pieces[last]?.letters ?? []));
  }
  return [letters, whole].flatMap((read) => readingsOf(read, 'none').map(({ text }) => text));
}
const longestSpaced = 16;

const nextAfter = ({ last }: Stretch, { words, pieces }: Words): number =>
  words[last + 1] === 's' && pieces[last + 1]?.gap === 'tight' ? last + 2 : last + 1;

const isSingle = (piece: Piece | undefined) => piece?.what === 'letters' && sizeOf(piece) === 1;

const areTight = (before: Piece | undefined, next: Piece | undefined): boolean =>
  before?.what === 'letters' && next?.what === 'letters' && next.gap === 'tight';

const isOneWord = (piece: Piece | undefined, last: Piece | undefined, step: 1 | -1): boolean =>
  (isSingle(piece) && isSingle(last)) || (step === 1 ? areTight(last, piece) : areTight(piece, last));

// The digits within a few words on one side; a word spaced out is one.
function numbersFrom(start: number, step: 1 | -1, pieces: readonly Piece[]): number[] {
  const near: number[] = [];
  let at = start;
  for (let words = 0; words < reach && pieces[at]; words += 1) {
    while (pieces[at]?.what === 'sign') at += step;
    if (pieces[at]?.what === 'digits') near.push(at);
    const from = at;
    do at += step;
    while (isOneWord(pieces[at], pieces[at - step], step) && Math.abs(at - from) < longestSpaced);
  }
  return near;
}

/** Which numbers stand beside a street: before it, or after it and the word that says it is one. */
const numbersBeside = ({ first, last }: Stretch, { pieces }: Words): number[] => [
  ...numbersFrom(first - 1, -1, pieces),
  ...numbersFrom(last + 1, 1, pieces),
];

// The last word before a place, put together where capitals within it divide it: "hEoL Y".
function tightBefore(at: number, pieces: readonly Piece[]): string {
  let last = at - 1;
  if (isSingle(pieces[last]) && pieces[last]?.gap !== 'tight') last -= 1;
  let word = '';
  for (let from = last; from > last - longestSpaced; from -= 1) {
    const piece = pieces[from];
    word = piece ? plainOf(piece) + word : word;
    if (piece?.gap !== 'tight') break;
  }
  return word;
}

// The words spaced out before a place; what stands closest together is a word.
function spacedBefore(at: number, { pieces }: Words): string[] {
  let first = at;
  while (isSingle(pieces[first - 1]) && at - first < 2 * longestSpaced) first -= 1;
  const own = pieces.slice(first, at);
  const gaps = own.map((piece, index) => Number(own[index + 1]?.from) - piece.to);
  const least = Math.min(...gaps.filter((gap) => gap >= 0));
  const text = own.map((piece, index) => `${plainOf(piece)}${Number(gaps[index]) > least ? ' ' : ''}`);
  return [...text.join('').split(' '), tightBefore(at, pieces)];
}

const plainWord = ({ first, last }: Stretch, { words }: Words) => words.slice(first, last + 1).join('');

type Verdict = 'blocked' | 'warned' | null;

function ofStreet(stretch: Stretch, hits: readonly Hit[], words: Words): Verdict {
  const own = hits.filter(({ part }) => part === 'number');
  const everyday = (word: string) => isOrdinary(word) || alsoWords.has(word) || isStreetWord(word);
  const plain = words.words.slice(stretch.first, stretch.last + 1);
  const after = wordsFrom(nextAfter(stretch, words), words);
  const beforeIt = spacedBefore(stretch.first, words);
  const named = anyNear(stretch, words, isStreetWord) || [...after, ...beforeIt].some(isStreetWord);
  const capital = words.pieces[stretch.first]?.capital === true;
  const latin = hits.some(({ first, script }) => first === stretch.first && script === 'latin');
  if (!named && latin && (plain.every(everyday) || !capital)) return null;
  const next = words.words.slice(stretch.last + 1, stretch.last + 2).join('');
  const here = streetTypes.get(next);
  const types = own.flatMap(({ fact }) => (fact?.startsWith('~') ? [fact.slice(1)] : []));
  if (here && types.length > 0 && !types.includes(here)) return null;
  if (own.some(({ fact }) => fact === noNumber)) return 'blocked';
  const beside = numbersBeside(stretch, words);
  if (own.some(({ first, fact }) => fact === undefined && beside.includes(first))) return 'blocked';
  return beside.length === 0 && named ? 'warned' : null;
}

function verdictOf(hit: Hit, stretch: Stretch, hits: readonly Hit[], words: Words): Verdict {
  if (hit.part === 'word') return hit.everyday ? 'warned' : 'blocked';
  if (hit.part === 'perhaps') return hit.everyday && hit.heard ? null : 'warned';
  if (hit.part === 'initials')
    return words.pieces[stretch.first]?.capital && anyNear(stretch, words, isSchoolWord) ? 'blocked' : null;
  if (hit.part === 'school' && hit.slots === 1 && hit.script === 'latin') return ofFirstWord(stretch, words);
  if (hit.part === 'school')
    return anyNear(stretch, words, saysSchool) && !isElsewhere(stretch, words) ? 'blocked' : null;
  if (hit.part === 'street') return ofStreet(stretch, hits, words);
  if (hit.part !== 'run') return null;
  return hit.kind === 'school' && isElsewhere(stretch, words) ? null : 'blocked';
}

// Oakwood Grove is not Oakwood Heights, and "OAKWOOD IS" is in capitals altogether.
function hasAnotherName(stretch: Stretch, { words, pieces }: Words): boolean {
  const at = nextAfter(stretch, { words, pieces });
  const [own, next, word = ''] = [pieces[stretch.first], pieces[at], words[at]];
  if (!next?.capital || next.gap === 'apart' || isSchoolWord(word) || isOrdinary(word)) return false;
  return sizeOf(next) === 1 || own?.letters.every(({ capital, plain }) => capital || plain === '') === false;
}

// "Oakwood" alone can only be the school of that name; "the elm in the park" by the school is a tree.
function ofFirstWord(stretch: Stretch, words: Words): Verdict {
  if (isElsewhere(stretch, words) || hasAnotherName(stretch, words)) return null;
  if (!isLandscape(plainWord(stretch, words))) return 'blocked';
  return words.pieces[stretch.first]?.capital && anyNear(stretch, words, saysSchool) ? 'blocked' : null;
}

// "St Mary's Church of England School" is a school all the same; "St Mary's Church" and "Oakfield Road" are not.
function isElsewhere(stretch: Stretch, { words, pieces }: Words): boolean {
  const after = words.slice(nextAfter(stretch, { words, pieces }));
  const [next] = after;
  const read = wordsFrom(nextAfter(stretch, { words, pieces }), { words, pieces });
  if (
    next === undefined ||
    read.some((word) => word !== read[0] && isSchoolWord(word)) ||
    !read.some(makesAnotherPlace)
  )
    return false;
  const ends = after.findIndex((word) => !isSchoolWord(word));
  const described = after.slice(0, ends < 0 ? after.length : ends);
  return !described.some((word) => word.length > 4 && !isOtherPlace(word) && word !== 'england');
}

const markOf = ({ first, last }: Stretch, { pieces }: Words, kind: IdentifierKind): Mark => ({
  from: Number(pieces[first]?.from),
  to: Number(pieces[last]?.to),
  kind,
});

// Brothers share a surname, and whoever is written to may be called by their own.
const isShared = (hit: Hit, all: readonly Hit[]): boolean =>
  hit.kind === 'co_victim' &&
  (hit.theirs || all.some((one) => one.theirs && one.first === hit.first && one.last === hit.last));

const isPlace = ({ kind }: Hit) => kind === 'school' || kind === 'address';

// A name within a handle counts where the rest of it is no other word.
function counts(hit: Hit, all: readonly Hit[]): boolean {
  if (!hit.inside) return true;
  const { word } = hit.inside;
  const inside = all.flatMap((one) =>
    one.inside?.word === word &&
    one.first === hit.first &&
    (hit.script === 'latin' || one.identifierId === hit.identifierId)
      ? [one.inside]
      : [],
  );
  return isMadeOf(word, inside, hit.kind === 'address');
}

/** What of a text names somebody, by all that was met in it. */
export function meet(pieces: readonly Piece[], hits: readonly Hit[]): Leaks {
  const words: Words = { pieces, words: pieces.map(plainOf) };
  const found: Record<'blocked' | 'warned', Mark[]> = { blocked: [], warned: [] };
  const counted = hits.filter(
    (hit) => counts(hit, hits) && !(hit.plural && isPlace(hit)) && !isShared(hit, hits),
  );
  for (const ofOne of Map.groupBy(counted, ({ identifierId }) => identifierId).values()) {
    for (const ofPart of Map.groupBy(ofOne, ({ part, slots }) => `${part} ${slots}`).values()) {
      const [hit] = ofPart;
      if (!hit || hit.part === 'number') continue;
      const alone = hit.part === 'word' || hit.part === 'perhaps' || hit.part === 'initials';
      for (const stretch of alone ? ofPart : stretches(ofPart, words)) {
        const verdict = verdictOf(alone ? { ...hit, ...stretch } : hit, stretch, ofOne, words);
        if (verdict) found[verdict].push(markOf(stretch, words, hit.kind));
      }
    }
  }
  const blocked = marksInOrder(found.blocked);
  const covered = (mark: Mark) => blocked.some(({ from, to }) => mark.from < to && mark.to > from);
  return { blocked, warned: marksInOrder(found.warned.filter((mark) => !covered(mark))) };
}
