import { type Cases, casesOf, type Sex } from './cases.ts';
import { isLatin, type Language, languages, paragraphsOf, spellingsIn } from './tables.ts';

export type Spelled = { latin: string; sex: Sex; mates: Spelled[]; spellings: Map<Language, Cases[]> };

const columns: readonly Language[] = ['ar', 'ur', 'ru', 'hi', 'bn', 'el', 'pa'];

function spelledIn(language: Language, latin: string, sex: Sex, native: string[], polish: string): Cases[] {
  if (isLatin(language)) return [casesOf(language, latin, sex, language === 'pl' ? spellingsIn(polish) : [])];
  const [names = '-', written = '-'] = (native[columns.indexOf(language)] ?? '-').split('>');
  return spellingsIn(names.trim()).map((name) => casesOf(language, name, sex, spellingsIn(written.trim())));
}

/** Rows of a table as names with their spellings, each knowing the others of its paragraph. */
export function spelledNames(
  rows: { latin: string; sex: Sex; native: string[]; polish?: string }[][],
): Spelled[] {
  return rows.flatMap((paragraph) => {
    const names = paragraph.map(
      ({ latin, sex, native, polish = '-' }): Spelled => ({
        latin,
        sex,
        mates: [],
        spellings: new Map(
          languages.map((language) => [language, spelledIn(language, latin, sex, native, polish)]),
        ),
      }),
    );
    for (const name of names) name.mates.push(...names.filter((other) => other !== name));
    return names;
  });
}

const withoutSex = (file: string) =>
  spelledNames(
    paragraphsOf(file).map((paragraph) =>
      paragraph.map(([latin = '', ...native]) => ({ latin, sex: 'none', native })),
    ),
  );

export const givenNames = spelledNames(
  paragraphsOf('names.txt').map((paragraph) =>
    paragraph.map(([latin = '', sex, ...cells]) => ({
      latin,
      sex: sex === 'f' ? 'f' : 'm',
      native: cells.slice(0, 7),
      polish: cells[7] ?? '-',
    })),
  ),
);
export const familyNames = withoutSex('surnames.txt');
export const nicknames = withoutSex('nicknames.txt');

export type Person = { given: Spelled; family: Spelled };

export const spellingsOf = (name: Spelled, language: Language): Cases[] => name.spellings.get(language) ?? [];

export const isWritten = (name: Spelled, language: Language): boolean =>
  spellingsOf(name, language).length > 0;

const at = (paragraphs: string) => new Set(paragraphs.split(' '));

/** Names that staff may have typed in their own script. */
export const homeOf: Partial<Record<Language, Set<string>>> = {
  ru: at('Andrei Sergei Natalia Oksana Denis'),
  ar: at('Mohammed Mahmoud Ahmed Hassan Hussein Imran Bilal Yusuf Ibrahim Fatima Naima Khalid Nasreen'),
  ur: at('Mohammed Ahmed Hassan Hussein Imran Kamran Bilal Yusuf Fatima Khalid Nasreen Shireen'),
  hi: at('Arjun Varun Rohit Mohit Rohan Neha Sneha Sunita Anita'),
  bn: at('Tamim Shamim Rohan Sunita Anita Mohammed'),
  el: at('Nikos Panos Eleni Melina'),
  pa: at('Harpreet Manpreet Gurpreet Baljit Daljit'),
};
