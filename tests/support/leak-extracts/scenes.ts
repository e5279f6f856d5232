import type { Random } from '../leak-texts/random.ts';
import type { Sex } from './endings.ts';
import { type Incident, incidentFor, type Kind, type Registered, registerOf } from './incident.ts';
import { type Mention, ofContact, ofHouse, ofInitials, ofName, ofPerson, ofSchool } from './mentions.ts';
import { isToldApart, isWritten, type Name, type Person } from './names.ts';
import { houseNear, type Place } from './places.ts';
import { plainly, type Sentence, type Stretch, sentenceFrom, sentenceThatWarns } from './sentences.ts';
import { isLatin, type Language, linesOf } from './tables.ts';

export type Scene = 'named' | 'near' | 'warned';
type Told = { identifiers: Registered[]; sentences: Sentence[] };
type Teller = { language: Language; random: Random; marked: Stretch['marked'] };

/** What is registered for an incident, and the sentences of a text about it or nearly about it. */
export function told(scene: Scene, language: Language, random: Random): Told {
  const [about = '', like = ''] = random.pick(linesOf(language, 'like')).split(' = ');
  const incident = incidentFor(language, random, random.chance(0.5) ? about : '');
  const register = registerOf(incident, random);
  const isAbout = Object.values(register).some(
    ({ words }) => words.split(' ').includes(about) || words === about,
  );
  const near = random
    .shuffled(nearly(incident, { language, random, marked: 'no' }))
    .slice(0, 1 + random.below(3));
  if (isAbout && random.chance(0.6)) near.push([plainly(like)]);
  if (scene === 'warned') return warning(language, random, register);
  if (scene === 'near') return { identifiers: someOf(register, [], random), sentences: near };
  const kinds = [random.pick(likely), ...(random.chance(0.35) ? [random.pick(likely)] : [])];
  const sentences = kinds.map((kind) => telling[kind](incident, { language, random, marked: 'named' }));
  const mixed = random.chance(0.4) ? near.slice(0, 1) : [];
  return { identifiers: someOf(register, kinds, random), sentences: [...sentences, ...mixed] };
}

function warning(language: Language, random: Random, register: Record<Kind, Registered>): Told {
  const [latin = '', sentence = ''] = random.pick(linesOf(language, 'warns')).split(' = ');
  const own = sentence.split(/[{}]/)[1] ?? latin;
  const words = isLatin(language) || random.chance(0.5) ? latin : own;
  const kind = random.pick<Kind>(['child_name', 'child_nickname', 'co_victim']);
  return {
    identifiers: [register.school, { kind, words, ambiguous: true }],
    sentences: [sentenceThatWarns(sentence)],
  };
}

const someOf = (register: Record<Kind, Registered>, told: Kind[], random: Random) =>
  Object.values(register).filter(
    ({ kind }) => kind === 'child_name' || told.includes(kind) || random.chance(0.5),
  );

const likely: Kind[] = [
  ...(['child_name', 'child_name', 'child_name', 'co_victim', 'co_victim'] as const),
  ...(['child_nickname', 'school', 'address', 'staff_private'] as const),
];

const telling = {
  child_name: ({ child }, teller) =>
    teller.random.chance(0.1) && linesOf(teller.language, 'of-surname').length > 0
      ? aboutFamily(child, teller)
      : aboutPerson(child, teller),
  co_victim: ({ other }, teller) => aboutPerson(other, teller),
  child_nickname: ({ nickname, child }, teller) => aboutName(nickname, child.sex, teller),
  school: ({ school }, teller) => aboutSchool(school, teller),
  address: ({ house }, { language, random, marked }) =>
    inLine('at-address', ofHouse(house, language, random), 'm', { language, random, marked }),
  staff_private: ({ contact }, teller) => aboutContact(contact.ways, teller),
} satisfies Record<Kind, (incident: Incident, teller: Teller) => Sentence>;

/** Sentences about other people, other schools, other houses and other numbers that are like those registered. */
function nearly(incident: Incident, teller: Teller): Sentence[] {
  const { language, random } = teller;
  const { child, other, nickname, school, house, contact } = incident;
  const names = [child.given, child.family, other.given, other.family, nickname];
  const alike = ({ alike: some }: Name) =>
    some.filter(
      (name) =>
        isWritten(name, language) && names.every((one) => one !== name && isToldApart(one, name, language)),
    );
  const people = [child, other].flatMap((person): Person[] => {
    const [given, family] = [alike(person.given)[0], alike(person.family)[0]];
    return given && family ? [{ given, family, sex: given.sex ?? 'm' }] : [];
  });
  return [
    ...people.map((person) => aboutPerson(person, teller)),
    ...alike(nickname).map((name) => aboutName(name, child.sex, teller)),
    ...school.alike.map((place) => aboutSchool(place, teller)),
    inLine('at-address', ofHouse(houseNear(house, random), language, random), 'm', teller),
    aboutContact(contact.near, teller),
  ];
}

function inLine(heading: string, mention: Mention, sex: Sex, { language, random, marked }: Teller): Sentence {
  return sentenceFrom(linesOf(language, heading), mention, marked, sex, random);
}

function aboutPerson(person: Person, teller: Teller): Sentence {
  const left = !isLatin(teller.language) && teller.random.chance(0.1);
  return inLine('of-person', ofPerson(person, teller.language, teller.random, left), person.sex, teller);
}

const aboutFamily = ({ family, sex }: Person, teller: Teller) =>
  inLine('of-surname', ofName(family, 'surname alone', teller.language, teller.random), sex, teller);

const aboutName = (name: Name, sex: Sex, teller: Teller) =>
  inLine('of-person', ofName(name, 'nickname', teller.language, teller.random), sex, teller);

function aboutContact(ways: string[], teller: Teller): Sentence {
  return inLine('by-contact', ofContact(ways, teller.language, teller.random), 'm', teller);
}

function aboutSchool(school: Place, teller: Teller): Sentence {
  const { language, random, marked } = teller;
  if (random.chance(0.25)) return inLine('of-initials', ofInitials(school, random), 'm', teller);
  const [soft, nasal] = school.mutated;
  if (language !== 'cy' || soft === undefined || nasal === undefined || random.chance(0.3))
    return inLine('of-school', ofSchool(school, language, random), 'm', teller);
  const after = nasal.startsWith('Ng') ? 'yng' : nasal.startsWith('M') ? 'ym' : 'yn';
  const [template, words] = random.pick([
    ['Mae’r ddau yn mynd i {n} a’r ieuengaf hefyd.', soft],
    [`Digwyddodd y cyfan ${after} {n} amser cinio.`, nasal],
  ] as const);
  const mention: Mention = () => ({ words, how: 'short name of a school, mutated' });
  return sentenceFrom([template], mention, marked, 'm', random);
}
