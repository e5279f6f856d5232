import { describe, expect, test } from 'vitest';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { filesBelow, isTest, textOf } from '../support/source-tree.ts';
import { hardCodedText } from './hard-coded-text.ts';

const pages = ['portal', 'accessibility']
  .flatMap(filesBelow)
  .filter((path) => path.endsWith('.tsx') && !isTest(path) && !path.includes('/engines/'));

describe('the words of the pages', () => {
  test(`come from the locales, in all ${pages.length} files that show any`, () => {
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.flatMap((path) => hardCodedText(textOf(path)).map((words) => `${path}: ${words}`))).toEqual(
      [],
    );
  });

  test.each([
    ['<p>Hello there</p>', 'Hello there'],
    ['<p className="lead">\n  You decide\n</p>', 'You decide'],
    ['<p>{name} decides</p>', 'decides'],
    ['<p><b>{name}</b> decides</p>', 'decides'],
    ['<p>Hello {name}</p>', 'Hello'],
    ['<br /> and then <b>{x}</b>', 'and then'],
    ['<button onClick={() => send()} type="submit">Send</button>', 'Send'],
    ['<nav aria-label="Your pages">{links}</nav>', 'Your pages'],
    ["<p>{'No news'}</p>", 'No news'],
    ['<p>Dzień dobry</p>', 'Dzień dobry'],
    ['<p>مرحبا</p>', 'مرحبا'],
  ])('are found when they stand in the page: %s', (source, words) => {
    expect(hardCodedText(source)).toEqual([words]);
  });

  test.each([
    "<p>{t('home.title')}</p>",
    '<p>{update.title} · {update.day}</p>',
    "const [a] = useState<string>(t('x'));\n  return <p>{a}</p>;",
    'const read = async <T,>(value: T) => value;\nfunction page() { return <Sheet />; }',
    '<div className="sheet" id="main" lang={language} dir={dir}>{children}</div>',
    'if (a < b && c > d) return <p>{e}</p>;',
    '{news.map((one) => (\n  <li key={one.id}>{one.text}</li>\n))}',
    'const pairs: Map<string, number> = new Map();\nreturn open ? <Open /> : <Shut />;',
  ])('are not seen where there are none: %s', (source) => {
    expect(hardCodedText(source)).toEqual([]);
  });
});

const recorded = ['casework', 'messaging', 'portal', 'backoffice', 'web']
  .flatMap(filesBelow)
  .filter((path) => path.endsWith('.ts') && !isTest(path))
  .flatMap((path) =>
    [...textOf(path).matchAll(/\baction: '([a-z_]+\.[a-z_]+)'/g)].map(([, action = '']) => action),
  );

describe('what the audit keeps', () => {
  test(`is told in words to whoever reads it, all ${new Set(recorded).size} of them`, () => {
    expect(recorded.length).toBeGreaterThan(100);
    const { t } = backofficeWords;
    const untold = recorded.filter((action) => t(`audit.did.${action}`, { defaultValue: '' }) === '');
    expect([...new Set(untold)]).toEqual([]);
  });
});
