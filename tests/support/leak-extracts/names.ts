import { type Forms, formsOf, type Sex } from './endings.ts';
import { entriesOf, isLatin, type Language, languagesOf, rowsOf } from './tables.ts';

/** A name with how it is written in each language, and the names of others that are like it. */
export type Name = {
  latin: string;
  home: Language | undefined;
  sex: Sex | undefined;
  alike: Name[];
  cells: string[];
};

const columns: readonly Language[] = ['ar', 'ur', 'uk', 'el', 'bn', 'pa', 'gu'];
const languages: readonly Language[] = Object.values(languagesOf).flat();

function namesIn(file: string, read: (row: string[]) => Omit<Name, 'alike'>): Name[] {
  return rowsOf(file).flatMap((rows) => {
    const names = rows.map((row): Name => ({ ...read(row), alike: [] }));
    for (const name of names) name.alike = names.filter((other) => other !== name);
    return names;
  });
}

function called(cell: string): Pick<Name, 'latin' | 'home'> {
  const [latin = cell, home] = cell.split(' @');
  return { latin, home: languages.find((language) => language === home) };
}

export const givenNames = namesIn('names.txt', ([name = '', sex, ...cells]) => ({
  ...called(name),
  sex: sex === 'f' ? 'f' : 'm',
  cells,
}));

const plainName = ([name = '', ...cells]: string[]) => ({ ...called(name), sex: undefined, cells });
export const surnames = namesIn('surnames.txt', plainName);
export const nicknames = namesIn('nicknames.txt', plainName);
/** A name that is not in the tables of people, from its Latin spelling and its columns. */
export const nameOf = (latin: string, cells: string[]): Name => ({
  ...plainName([latin, ...cells]),
  alike: [],
});

/** Every way a name is written in a language, with its forms for a person of that sex. */
export function writtenIn(name: Name, language: Language, sex: Sex): Forms[] {
  if (isLatin(language)) {
    const declines = language === 'pl' && (name.sex !== undefined || sex === 'm');
    const polish = declines ? entriesOf(name.cells[7]) : [];
    return [formsOf(language, name.latin, sex, polish)];
  }
  const [names = '-', oblique = '-'] = (name.cells[columns.indexOf(language)] ?? '-').split('>');
  return entriesOf(names.trim()).map((n) => formsOf(language, n, sex, entriesOf(oblique.trim())));
}

export const isWritten = (name: Name, language: Language) => writtenIn(name, language, 'm').length > 0;

const heard = (words: string) =>
  words
    .normalize('NFD')
    .replace(/[\p{Mn}\p{P}]/gu, '')
    .toLowerCase();

/** Whether two names can be told apart on paper in a language. */
export function isToldApart(name: Name, other: Name, language: Language): boolean {
  const spelled = writtenIn(other, language, 'm').map(({ n }) => heard(n));
  return writtenIn(name, language, 'm').every(({ n }) => !spelled.includes(heard(n)));
}

export type Person = { given: Name; family: Name; sex: Sex };
