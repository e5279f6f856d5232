import { type Cast, castFor, type Kind, type Registered } from './cast.ts';
import { disguised } from './disguises.ts';
import { isWritten, type Person, type Spelled, spellingsOf } from './people.ts';
import { addressIn, type House, nativeDigits, type Place } from './places.ts';
import type { Random } from './random.ts';
import { personIn, type Reference, wordIn } from './references.ts';
import { plain, type Sentence, sentenceThatWarns, sentenceWith } from './sentences.ts';
import { isLatin, type Language, sentencesOf } from './tables.ts';

export type Scene = 'leak' | 'near' | 'ambiguous';
type Told = { identifiers: Registered[]; sentences: Sentence[] };
type Teller = { language: Language; random: Random; marked: 'named' | 'no' };

const keyed = (line: string): [string, string] => {
  const at = line.indexOf(' = ');
  return [line.slice(0, at), line.slice(at + 3)];
};

/** What is registered for an incident and the telling sentences of a text about it. */
export function sceneFrom(scene: Scene, language: Language, random: Random): Told {
  const lines = sentencesOf(language);
  const [about, like] = keyed(random.pick(lines('words')));
  const cast = castFor(language, random, scene !== 'near' || random.chance(0.5) ? about : '');
  const isAbout = Object.values(cast.registered).some(({ words }) => words.includes(about));
  const decoys = (count: number) => random.shuffled(nearly(cast, language, random)).slice(0, count);
  const [word, sentence] = keyed(random.pick(lines('ambiguous')));
  const warning = {
    identifiers: [ambiguously(word, sentence, language, random)],
    sentences: [sentenceThatWarns(sentence)],
  };
  if (scene === 'ambiguous') {
    const identifiers = [cast.registered.child_nickname, cast.registered.school, ...warning.identifiers];
    return { identifiers, sentences: [...warning.sentences, ...decoys(random.below(2))] };
  }
  const near = [...decoys(1 + random.below(3)), ...(isAbout ? [[plain(like)]] : [])];
  if (scene === 'near') return { identifiers: registeredBy(cast, [], random), sentences: near };
  const { told, sentences } = leaks(cast, language, random);
  const mixed = random.chance(0.4) ? near.slice(-1) : [];
  const extra = random.chance(0.1) ? warning : { identifiers: [], sentences: [] };
  return {
    identifiers: [...registeredBy(cast, told, random), ...extra.identifiers],
    sentences: [...sentences, ...mixed, ...extra.sentences],
  };
}

function ambiguously(latin: string, sentence: string, language: Language, random: Random): Registered {
  const [native = latin] = sentence.split(/[{}]/).slice(1);
  const own = !isLatin(language) && random.chance(0.4);
  const words = own ? `${native.slice(0, 1).toUpperCase()}${native.slice(1)}` : latin;
  return { kind: random.pick<Kind>(['co_victim', 'child_name']), words, ambiguous: true };
}

function registeredBy(cast: Cast, told: Kind[], random: Random): Registered[] {
  return Object.values(cast.registered).filter(
    ({ kind }) => kind === 'child_name' || told.includes(kind) || random.chance(0.6),
  );
}

const likely: Kind[] = [
  ...(['child_name', 'child_name', 'child_name', 'child_name', 'co_victim', 'co_victim'] as const),
  ...(['child_nickname', 'school', 'school', 'address', 'address', 'staff_private'] as const),
];

function leaks(cast: Cast, language: Language, random: Random) {
  const told = [random.pick(likely), ...(random.chance(0.3) ? [random.pick(likely)] : [])];
  const teller: Teller = { language, random, marked: 'named' };
  return { told, sentences: told.map((kind) => telling[kind](cast, teller)) };
}

const telling = {
  child_name: ({ child }, teller) => ofPerson(child, teller),
  co_victim: ({ other }, teller) => ofPerson(other, teller),
  child_nickname: ({ nickname, child }, teller) => ofNickname(nickname, child, teller),
  school: ({ school }, teller) => ofSchool(school, teller),
  address: ({ house }, teller) => ofHouse(house, teller),
  staff_private: ({ contact }, teller) => ofContact(contact.written, teller),
} satisfies Record<Kind, (cast: Cast, teller: Teller) => Sentence>;

/** Sentences about others: one letter away, another family, school, street or number. */
function nearly(cast: Cast, language: Language, random: Random): Sentence[] {
  const teller: Teller = { language, random, marked: 'no' };
  const writable = (names: Spelled[]) =>
    names.filter((name) => isWritten(name, language) && !sameAsCast(name, cast, language));
  const people = [cast.child, cast.other].flatMap(({ given, family }) => {
    const [mate, kin] = [random.shuffled(writable(given.mates))[0], writable(family.mates)[0]];
    return mate && kin ? [ofPerson({ given: mate, family: kin }, teller)] : [];
  });
  const initial = isLatin(language) ? writable(cast.child.family.mates).slice(0, 1) : [];
  return [
    ...people,
    ...initial.map((kin) => ofInitial(cast.child, kin, teller)),
    ...writable(cast.nickname.mates)
      .slice(0, 1)
      .map((mate) => ofNickname(mate, cast.child, teller)),
    ...cast.school.mates.map((mate) => ofSchool(mate, teller)),
    ...cast.house.street.mates.map((street) =>
      ofHouse({ street, number: String(100 + random.below(90)) }, teller),
    ),
    ofContact(cast.contact.nearly, teller),
  ].filter((sentence) => sentence.length > 0);
}

/** Two names can be written alike in a script that leaves out what tells them apart. */
function sameAsCast(name: Spelled, { child, other, nickname }: Cast, language: Language): boolean {
  const own = spellingsOf(name, language).map(({ n }) => n);
  const cast = [child.given, child.family, other.given, other.family, nickname];
  return cast.some((one) => spellingsOf(one, language).some(({ n }) => own.includes(n)));
}

function told(
  heading: string,
  fill: Reference,
  { language, random, marked }: Teller,
  sex: 'm' | 'f' | 'none',
) {
  const templates = random.chance(0.04) ? ['{n}'] : sentencesOf(language)(heading);
  return sentenceWith(templates, fill, marked, sex, random);
}

function ofPerson(person: Person, teller: Teller): Sentence {
  const left = !isLatin(teller.language) && teller.random.chance(0.12);
  const fill = personIn(person, teller.language, teller.random, left);
  return told('person', fill, teller, person.given.sex === 'f' ? 'f' : 'm');
}

function ofNickname(nickname: Spelled, child: Person, teller: Teller): Sentence {
  const fill = wordIn(nickname, 'nickname', teller.language, teller.random);
  return told('person', fill, teller, child.given.sex);
}

function ofInitial({ given }: Person, family: Spelled, teller: Teller): Sentence {
  const words = `${given.latin.slice(0, 1)}. ${family.latin}`;
  return told('person', (slot) => (slot === 'n' ? { words, how: 'initial' } : undefined), teller, given.sex);
}

function ofSchool({ registered, brief, name }: Place, teller: Teller): Sentence {
  const { language, random } = teller;
  if (random.chance(0.25)) {
    const words = random.pick([brief, brief, brief.split('').join('.')]);
    return sentenceWith(
      sentencesOf(language)('initials'),
      () => ({ words, how: 'initials' }),
      teller.marked,
      'm',
      random,
    );
  }
  const full = isLatin(language) && random.chance(0.6);
  const fill: Reference = full
    ? (_, light) => disguised({ words: registered, how: 'full name of the school' }, language, light, random)
    : wordIn(name, 'short name of the school', isWritten(name, language) ? language : 'en', random);
  return sentenceWith(sentencesOf(language)('school'), fill, teller.marked, 'm', random);
}

function ofHouse(house: House, teller: Teller): Sentence {
  const { language, random } = teller;
  const words = addressIn(house, language, random);
  return told(
    'address',
    (_, light) => disguised({ words, how: 'address' }, language, light, random),
    teller,
    'm',
  );
}

function ofContact(ways: string[], teller: Teller): Sentence {
  const { language, random } = teller;
  const written = random.pick(ways);
  const words = !written.includes('@') && random.chance(0.3) ? nativeDigits(written, language) : written;
  return told('contact', () => ({ words, how: 'staff detail' }), teller, 'm');
}
