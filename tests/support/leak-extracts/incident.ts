import type { Random } from '../leak-texts/random.ts';
import { type Contact, contactFrom } from './contacts.ts';
import {
  givenNames,
  isToldApart,
  isWritten,
  type Name,
  nicknames,
  type Person,
  surnames,
  writtenIn,
} from './names.ts';
import { type House, houseFrom, type Place, schools } from './places.ts';
import type { Language } from './tables.ts';

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

/** Who and what an incident is about; each can be written in the language of the text. */
export type Incident = {
  child: Person;
  other: Person;
  nickname: Name;
  school: Place;
  house: House;
  contact: Contact;
};

/** `about`: the Latin spelling of one of those it must be about, or nothing. */
export function incidentFor(language: Language, random: Random, about: string): Incident {
  const among = (names: Name[], ...not: Name[]) => {
    const free = names.filter(
      (name) =>
        isWritten(name, language) &&
        not.every((one) => one !== name && !one.alike.includes(name) && isToldApart(one, name, language)),
    );
    return free.find(({ latin }) => latin === about) ?? random.pick(free);
  };
  const first = among(givenNames);
  const second = random.pick(
    givenNames.filter((name) => isWritten(name, language) && name !== first && !first.alike.includes(name)),
  );
  const families = ({ home }: Name) =>
    home !== undefined && random.chance(0.6)
      ? surnames.toSorted((a, b) => Number(b.home === home) - Number(a.home === home)).slice(0, 5)
      : surnames;
  const family = among(families(first));
  const places = schools.filter(({ name }) => isWritten(name, language));
  return {
    child: { given: first, family, sex: first.sex ?? 'm' },
    other: { given: second, family: among(families(second), family), sex: second.sex ?? 'm' },
    nickname: among(nicknames, first, second),
    school: places.find(({ words }) => words === about) ?? random.pick(places),
    house: houseFrom(language, random, about),
    contact: contactFrom(random),
  };
}

/** What staff have on the register of the incident: mostly in Latin letters, at times as the family writes it. */
export function registerOf(incident: Incident, random: Random): Record<Kind, Registered> {
  const as = (kind: Kind, words: string): Registered => ({ kind, words, ambiguous: false });
  return {
    child_name: as('child_name', typed(incident.child, random)),
    child_nickname: as('child_nickname', incident.nickname.latin),
    co_victim: as('co_victim', typed(incident.other, random)),
    school: as('school', incident.school.words),
    address: as('address', incident.house.words),
    staff_private: as('staff_private', incident.contact.words),
  };
}

function typed({ given, family, sex }: Person, random: Random): string {
  const home = given.home === family.home ? given.home : undefined;
  const [first] = home ? writtenIn(given, home, sex) : [];
  const [last] = home ? writtenIn(family, home, sex) : [];
  const ownHand = first !== undefined && last !== undefined && random.chance(0.4);
  return ownHand ? `${first.n} ${last.n}` : `${given.latin} ${family.latin}`;
}
