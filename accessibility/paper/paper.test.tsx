import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ChoiceList, ChoiceRow } from './choice-row.tsx';
import { Letter } from './letter.tsx';
import { Notice } from './notice.tsx';
import { PromiseLine } from './promise-line.tsx';
import { Receipt } from './receipt.tsx';
import { SummaryList } from './summary-list.tsx';

const change = { href: '/choices', text: 'Change' };
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, '|').replaceAll(/\|+/g, '|');

it('a choice says in words what its line shows', () => {
  const rows = (['yes', 'no', 'unanswered'] as const).map((line) => (
    <ChoiceRow key={line} question={`About ${line}`} line={line} word={`the word ${line}`} change={change} />
  ));
  const html = renderToStaticMarkup(<ChoiceList>{rows}</ChoiceList>);
  for (const line of ['yes', 'no', 'unanswered']) {
    expect(html).toMatch(new RegExp(`data-line="${line}"(?:(?!</li>).)*the word ${line}`));
  }
});

it('a link to change something says what it changes to someone who hears only links', () => {
  const row = <ChoiceRow question="Being told" line="yes" word="Yes" change={change} />;
  expect(textOf(renderToStaticMarkup(row))).toContain('|Change| Being told|');
  const list = <SummaryList rows={[{ term: 'Mobile', value: '07700 900123', change }]} />;
  expect(textOf(renderToStaticMarkup(list))).toContain('|Change| Mobile|');
});

it('a receipt says both what we will and what we will not do, even where one is nothing', () => {
  const html = renderToStaticMarkup(
    <Receipt
      title="Done"
      level={1}
      at={{ text: '5 May', dateTime: '2026-05-05' }}
      will={{ title: 'We will', items: ['write'], none: 'Nothing' }}
      willNot={{ title: 'We will not', items: [], none: 'Nothing is left out' }}
      change={change}
    />,
  );
  expect(textOf(html)).toBe('|Done|5 May|We will|write|We will not|Nothing is left out|Change|');
  expect(html.match(/<h[1-6]/g)).toEqual(['<h1', '<h2', '<h2']);
});

it('a promise is who, what and by when, in that order', () => {
  const line = <PromiseLine who="Sam" what="writes" by={{ text: 'by Tuesday', dateTime: '2026-05-12' }} />;
  expect(renderToStaticMarkup(line)).toMatch(/Sam.*writes.*<time dateTime="2026-05-12">by Tuesday<\/time>/i);
});

it('an update in another language than the page is marked so, and signed', () => {
  const part = { title: 'Part', paragraphs: ['Words.'] };
  const letter = (language?: { code: string; direction: 'rtl' }) =>
    renderToStaticMarkup(
      <Letter
        id="one"
        title="News"
        level={2}
        date={{ text: '8 May', dateTime: '2026-05-08' }}
        happened={part}
        next={part}
        when={part}
        ask={part}
        closing="Yours"
        signed="Sam"
        language={language}
      />,
    );
  expect(letter({ code: 'ar', direction: 'rtl' })).toContain('aria-labelledby="one" lang="ar" dir="rtl"');
  expect(letter()).toContain('aria-labelledby="one"><header>');
  expect(textOf(letter())).toMatch(/\|Yours \|Sam\|$/);
});

it('a notice is read out by itself only when it follows from what was just done', () => {
  const notice = (announce: boolean) =>
    renderToStaticMarkup(
      <Notice tone="told" title="Done" level={2} announce={announce}>
        <p>Stopped.</p>
      </Notice>,
    );
  expect(notice(true)).toContain('role="status"');
  expect(notice(false)).not.toContain('role');
});
