import {
  familyNames,
  givenNames,
  homeOf,
  isWritten,
  nicknames,
  type Person,
  type Spelled,
  spellingsOf,
} from './people.ts';
import { type Contact, type House, type Place, schools, someContact, streets } from './places.ts';
import type { Random } from './random.ts';
import { isLatin, type Language, languages } from './tables.ts';

export const kinds = [
  'child_name',
  'child_nickname',
  'co_victim',
  'school',
  'address',
  'staff_private',
] as const;
export type Kind = (typeof kinds)[number];
export type Registered = { kind: Kind; words: string; ambiguous: boolean };

/** Everyone and everything that may be registered for one incident, as staff typed it. */
export type Cast = {
  child: Person;
  nickname: Spelled;
  other: Person;
  school: Place;
  house: House;
  contact: Contact;
  registered: Record<Kind, Registered>;
};

/** Who and what an incident is about, all writable in the language; `about`: one of them by its Latin name. */
export function castFor(language: Language, random: Random, about: string): Cast {
  const writable = (names: Spelled[]) => names.filter((name) => isWritten(name, language));
  const given = writable(givenNames);
  const first = given.find(({ latin }) => latin === about) ?? random.pick(given);
  const second = random.pick(given.filter((name) => name !== first && !first.mates.includes(name)));
  const family = random.pick(writable(familyNames));
  const otherFamily = random.pick(
    writable(familyNames).filter((name) => name !== family && !family.mates.includes(name)),
  );
  const taughtAt = schools.filter(({ name }) => isWritten(name, language));
  const parts = {
    child: { given: first, family },
    other: { given: second, family: otherFamily },
    nickname: nicknames.find(({ latin }) => latin === about) ?? random.pick(nicknamesFor(first, language)),
    school: schools.find(({ registered }) => registered === about) ?? random.pick(taughtAt),
    house: {
      number: String(2 + random.below(97)),
      street: streets.find(({ registered }) => registered === about) ?? random.pick(streets),
    },
    contact: someContact(random),
  };
  return { ...parts, registered: registeredFrom(parts, language, random) };
}

/** Nicknames that nobody would take for the given name cut short, nor what resembles them. */
const nicknamesFor = (given: Spelled, language: Language) =>
  nicknames.filter(
    (name) =>
      isWritten(name, language) &&
      [name, ...name.mates].every(({ latin }) => !given.latin.startsWith(latin.slice(0, 3))),
  );

function registeredFrom(
  { child, other, nickname, school, house, contact }: Omit<Cast, 'registered'>,
  language: Language,
  random: Random,
) {
  const town = random.chance(0.3) ? ', Thornby' : '';
  const as = (kind: Kind, words: string): Registered => ({ kind, words, ambiguous: false });
  return {
    child_name: as('child_name', typed(child, language, random)),
    child_nickname: as('child_nickname', nickname.latin),
    co_victim: as('co_victim', typed(other, language, random)),
    school: as('school', school.registered),
    address: as('address', `${house.number} ${house.street.registered}${town}`),
    staff_private: as('staff_private', contact.registered),
  };
}

/** Mostly in Latin letters; at times as the family writes it. */
function typed({ given, family }: Person, language: Language, random: Random): string {
  const latin = `${given.latin} ${family.latin}`;
  const homes = languages.filter(
    (home) => homeOf[home]?.has(given.latin) && isWritten(family, home) && isWritten(given, home),
  );
  const fitting = isLatin(language) ? homes : homes.filter((home) => home === language);
  if (fitting.length === 0 || random.chance(0.7)) return latin;
  const home = random.pick(fitting);
  return `${random.pick(spellingsOf(given, home)).n} ${random.pick(spellingsOf(family, home)).n}`;
}
