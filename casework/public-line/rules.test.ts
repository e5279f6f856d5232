import { describe, expect, it } from 'vitest';
import { lineForm } from './form.server.ts';
import { actsOn, wordsIn } from './rules.ts';

const en = { youSaid: 'You wait.', weDid: 'We ring.', reviewState: 'own_words' as const };

describe('what somebody reads of a line', () => {
  it('is their language, or the English marked as standing in', () => {
    expect(wordsIn({ en, pl: { ...en, youSaid: 'Czekacie.' } }, 'pl')).toMatchObject({
      youSaid: 'Czekacie.',
      fallback: false,
    });
    expect(wordsIn({ en }, 'ar')).toMatchObject({ language: 'en', fallback: true });
    expect(wordsIn({}, 'en')).toBeNull();
  });
});

describe('an edition', () => {
  const draft = { state: 'draft', writtenBy: 'me', held: false } as const;

  it('may be rewritten by who wrote it, and approved or sent back by another', () => {
    expect(actsOn(draft, 'me')).toEqual(['rewrite']);
    expect(actsOn(draft, 'you')).toEqual(['approve', 'send_back']);
  });

  it('may not be approved while it names somebody, nor touched once it is down', () => {
    expect(actsOn({ ...draft, held: true }, 'you')).toEqual(['send_back']);
    expect(actsOn({ ...draft, state: 'taken_down' }, 'you')).toEqual([]);
  });
});

describe('the words of an edition, as typed', () => {
  const typed = { 'youSaid-en': 'You wait.', 'weDid-en': 'We ring.' };
  const problems = (fields: Record<string, string>) =>
    lineForm.safeParse(fields).error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

  it('are English at least, and another language whole, said to be nobody’s until somebody checked them', () => {
    expect(lineForm.parse(typed)).toEqual({ en });
    expect(lineForm.parse({ ...typed, 'youSaid-cy': 'Aros.', 'weDid-cy': 'Ffonio.' }).cy).toMatchObject({
      reviewState: 'machine',
    });
  });

  it('may not be half a language, too long, a day, a place or a quotation', () => {
    expect(problems({})).toEqual([
      ['youSaid-en', 'publicLine.youSaid.missing'],
      ['weDid-en', 'publicLine.weDid.missing'],
    ]);
    expect(problems({ ...typed, 'weDid-ur': 'فون' })).toEqual([['youSaid-ur', 'publicLine.youSaid.missing']]);
    expect(problems({ ...typed, 'weDid-en': 'a'.repeat(601) })).toEqual([
      ['weDid-en', 'publicLine.weDid.tooLong'],
    ]);
    expect(problems({ ...typed, 'weDid-en': 'Since 12 May.' })).toEqual([['weDid-en', 'publicLine.date']]);
    expect(problems({ ...typed, 'youSaid-en': 'Cold at Elm Road.' })).toEqual([
      ['youSaid-en', 'publicLine.place'],
    ]);
    expect(problems({ ...typed, 'youSaid-en': 'You said “cold”.' })).toEqual([
      ['youSaid-en', 'publicLine.quote'],
    ]);
  });

  it('lose what cannot be seen and keep what looks like markup or a formula', () => {
    const odd = { ...typed, 'weDid-en': '=1+1 <b>We\u202e ring</b>\u200b' };
    expect(lineForm.parse(odd).en?.weDid).toBe('=1+1 <b>We ring</b>');
  });
});
