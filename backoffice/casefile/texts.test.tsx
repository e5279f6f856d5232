import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { momentOf } from '../moments.server.ts';
import type { TextsShown } from './texts.server.ts';
import { Texts } from './texts.tsx';

const shown = (...texts: TextsShown) =>
  renderToStaticMarkup(
    <I18nextProvider i18n={backofficeWords}>
      <Texts texts={texts} />
    </I18nextProvider>,
  );
const text = (words: string, perhapsAnothers = false) => ({
  ...{ inboundId: words, words, perhapsAnothers, by: 'text' as const, itself: false, attachments: 0 },
  at: momentOf(new Date('2026-04-08T17:10:00Z')),
});

test('staff read what someone texted as it was written, in the direction it was written in, and when', () => {
  const page = shown(text('He is <b>outside</b>'), text('هو في الخارج'));
  expect(page).toContain('<blockquote dir="auto">He is &lt;b&gt;outside&lt;/b&gt;</blockquote>');
  expect(page).toContain('<blockquote dir="auto">هو في الخارج</blockquote>');
  expect(page).toContain('<time dateTime="2026-04-08T17:10:00.000Z">Wed 8 Apr, 18:10</time>');
  expect(page).not.toContain('somebody else');
});

test('staff are told where a number is not one person’s alone, and where a text had no words', () => {
  expect(shown(text('Ring me', true))).toContain('may have been somebody else');
  expect(shown(text('  '))).not.toContain('blockquote');
});

test('staff are told what came by e-mail, that a machine wrote it, and that no file was kept', () => {
  const page = shown({ ...text('I am away'), by: 'email', itself: true, attachments: 2 });
  expect(page).toContain('easily forged');
  expect(page).toContain('answered by itself');
  expect(page).toContain('2 files came with it');
});

test('someone who never texted has no empty section', () => {
  expect(shown()).toBe('');
});
