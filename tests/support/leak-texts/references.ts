import { type Cases, casesOf } from './cases.ts';
import { disguised, type Worn } from './disguises.ts';
import { type Person, type Spelled, spellingsOf } from './people.ts';
import type { Random } from './random.ts';
import { isLatin, type Language } from './tables.ts';

export type Case = keyof Cases;

/** How somebody or something is written into a slot of a sentence; nothing where the case is not known. */
export type Reference = (slot: Case, light: boolean) => Worn | undefined;

const initialled: readonly Language[] = ['en', 'pl', 'cy', 'ru', 'el'];
const bare = (words: string) =>
  words.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l').replace(/Ł/g, 'L');

function handles(given: string, family: string, latin: boolean): string[] {
  if (!latin) return [`#${given}_${family}`];
  const [first, last] = [bare(given), bare(family)];
  const small = (words: string) => words.toLowerCase();
  return [
    `#${first}${last}`,
    `#${first}`,
    `@${small(first)}_${small(last)}`,
    `@${small(first)}.${small(last)}`,
    `@${small(first)}${small(last)}07`,
    `${small(first)}.${small(last)}@example.org`,
  ];
}

function nameIn(slot: Case, given: Cases, family: Cases, language: Language, random: Random): Worn[] {
  const [first, last] = [given[slot], family[slot]];
  if (first === undefined) return [];
  const inflected = slot === 'n' || first === given.n ? '' : ', case ending';
  if (language === 'bn' && last !== undefined)
    return [
      { words: first, how: `given name${inflected}` },
      { words: `${given.n} ${last}`, how: `full name${inflected}` },
    ];
  const alone = { words: first, how: `given name${inflected}` };
  if (last === undefined) return [alone];
  const names: Worn[] = [alone, alone, { words: `${first} ${last}`, how: `full name${inflected}` }];
  if (random.chance(0.3)) names.push({ words: `${last} ${first}`, how: `surname first${inflected}` });
  if (random.chance(0.3) && isLatin(language))
    names.push({ words: `${last}, ${first}`, how: 'surname, comma, name' });
  if (random.chance(0.4) && initialled.includes(language)) {
    const dot = random.pick(['. ', ' ', '.']);
    names.push({ words: `${first.slice(0, 1)}${dot}${last}`, how: `initial and surname${inflected}` });
  }
  return names;
}

/** A person in a text. `left`: their name stays in Latin letters, as typed, though the text is in another script. */
export function personIn(person: Person, language: Language, random: Random, left: boolean): Reference {
  const script = left ? 'en' : language;
  const given = random.pick(spellingsOf(person.given, script));
  const family = casesOf(script, random.pick(spellingsOf(person.family, script)).n, person.given.sex);
  return (slot, light) => {
    if (left && slot !== 'n') return undefined;
    if (slot === 'n' && !light && random.chance(0.12)) {
      const words = random.pick(handles(given.n, family.n, isLatin(script)));
      return { words, how: words.startsWith('#') ? 'hashtag' : 'handle or e-mail' };
    }
    const names = nameIn(slot, given, family, script, random);
    const fitting = light ? names.filter(({ how }) => how.startsWith('given')) : names;
    if (fitting.length === 0) return undefined;
    const worn = disguised(random.pick(fitting), script, light, random);
    return left ? { ...worn, how: `${worn.how}, left in Latin letters` } : worn;
  };
}

/** A word that does not change with the one it names, such as a nickname. */
export function wordIn(name: Spelled, how: string, language: Language, random: Random): Reference {
  const cases = random.pick(spellingsOf(name, language));
  return (slot, light) => {
    const words = cases[slot];
    return words === undefined ? undefined : disguised({ words, how }, language, light, random);
  };
}
