import { describe, expect, it } from 'vitest';
import { milestoneKinds } from '#casework/milestone/rules.ts';
import { languages } from '#locales/languages.ts';
import { draftFor, gap, spoken } from './words.server.ts';

describe.each(languages)('in %s', (language) => {
  it('a worker says their own name and nothing is left to fill in', () => {
    expect(spoken(language, 'opening', 'Amira')).toContain('Amira');
    expect(spoken(language, 'involvement.question', 'Amira')).not.toMatch(/\{|spoken/);
  });

  it.each(milestoneKinds)('a draft about %s says the date', (kind) => {
    const { happened, next } = draftFor(language, kind, '2026-05-12');
    expect(happened).toContain('2026');
    expect(happened + next).not.toMatch(/\{|draft\./);
  });
});

it('only what a worker alone can know is left open', () => {
  const open = milestoneKinds.filter((kind) => {
    const { happened, next } = draftFor('en', kind, '2026-05-12');
    return (happened + next).includes(gap);
  });
  expect(open).toEqual(['decision', 'release', 'restorative_step', 'other']);
});

it('an Arabic line keeps an English name in its own order', () => {
  expect(spoken('ar', 'opening', 'Amira')).toContain('\u2068Amira\u2069');
});
