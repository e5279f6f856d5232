import { describe, expect, it } from 'vitest';
import { languages } from '#locales/languages.ts';
import { portalWords } from '#locales/portal-words.ts';
import { nextNews } from './next-news.ts';

const nobodyWaits = { silent: false, held: false, unread: false, by: null, today: '2026-11-22' };
const kept = { by: '2026-11-22' };
const late = { by: '2026-11-21' };

const sentences = [
  ['somebody who waits for nothing', {}, 'home.new.nothing'],
  ['somebody who was promised news by today', kept, 'home.new.by'],
  ['somebody whose promised day has passed', late, 'home.new.overdue'],
  ['somebody with a letter unread', { unread: true }, 'home.new.after.nothing'],
  ['somebody with a letter unread and a promise', { unread: true, ...kept }, 'home.new.after.by'],
  ['somebody with a letter unread, late', { unread: true, ...late }, 'home.new.overdue'],
  ['somebody whose everything is paused', { held: true }, 'first.receipt.paused'],
  ['somebody paused with a promise', { held: true, ...kept }, 'first.receipt.paused'],
  ['somebody paused past the day', { held: true, unread: true, ...late }, 'first.receipt.paused'],
  ['somebody left in peace', { silent: true }, 'home.new.silent'],
  ['somebody left in peace with a promise', { silent: true, unread: true, ...kept }, 'home.new.silent'],
  ['somebody left in peace past the day', { silent: true, held: true, ...late }, 'home.new.silent'],
] as const;

describe('of the news to come', () => {
  it.each(sentences)('%s is told only what is true', (_who, waiting, sentence) => {
    expect(nextNews({ ...nobodyWaits, ...waiting })).toBe(sentence);
  });

  it.each(languages)('whoever waits past the day is told it and whom to ask for, in %s', (language) => {
    const said = portalWords[language].t('home.new.overdue', { day: '21.11.', name: 'Amira' });
    expect(said).toContain('21.11.');
    expect(said).toContain('Amira');
    expect(portalWords[language].t('home.new.after.by', { day: '21.11.' })).toContain('21.11.');
  });
});
