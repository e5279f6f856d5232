import { describe, expect, test } from 'vitest';
import { isTest, type SourceFile, sourceFiles, textOf } from '../support/source-tree.ts';
import * as measure from './measures.ts';
import { isDrawer, isKebab, sinsOf, stalePardons } from './sins.ts';

const all = sourceFiles();
const sources = all.filter((file) => !isTest(file.path));
const lines = sources.map((file) => measure.lineCount(file.text));
const total = lines.reduce((sum, count) => sum + count, 0);
const sum = (count: (text: string) => number) =>
  sources.reduce((before, file) => before + count(file.text), 0);
const perThousand = (limit: number) => Math.ceil((limit * total) / 1000);
const places = (count: (text: string) => number) =>
  sources.filter((file) => count(file.text) > 0).map((file) => `${file.path}: ${count(file.text)}`);
const tooLong = (files: SourceFile[]) =>
  files.filter((file) => measure.lineCount(file.text) > 300).map((file) => file.path);
const [p50, p95] = [measure.percentile(lines, 0.5), measure.percentile(lines, 0.95)];

describe(`the house stays small: ${sources.length} files, ${total} lines, p50 ${p50}, p95 ${p95}`, () => {
  test('no file is longer than 300 lines, tests included', () => {
    expect(tooLong(all)).toEqual([]);
  });

  test('half of the files are short and nearly all fit on a few screens', () => {
    expect(p50).toBeLessThanOrEqual(60);
    expect(p95).toBeLessThanOrEqual(200);
  });

  test('no function is longer than 50 lines, a page 100: the linter stops it', () => {
    const stated = textOf('biome.json').match(/"noExcessiveLinesPerFunction": (?:"\w+"|\{[^}]*\} ?\})/g);
    expect(stated?.map((rule) => rule.match(/\d+|off/)?.[0])).toEqual(['50', '100', 'off']);
  });

  test('comments say only why', () => {
    expect(sum(measure.commentLines) / total).toBeLessThanOrEqual(0.09);
  });

  test.each([
    ['errors are caught nearly nowhere', measure.catches, 1],
    ['types are asserted nearly nowhere', measure.casts, 1.5],
    ['missing values are made up nearly nowhere', measure.literalFallbacks, 3],
  ] as const)('%s', (_, count, limit) => {
    expect(sum(count), places(count).join('\n')).toBeLessThanOrEqual(perThousand(limit));
  });

  test('nothing is kept in a drawer, and names are in kebab case', () => {
    expect(all.map((file) => file.path).filter(isDrawer)).toEqual([]);
    const named = all.map((file) => file.path).filter((path) => !/^(portal|backoffice)\/routes\//.test(path));
    expect(named.filter((path) => !isKebab(path))).toEqual([]);
  });

  test('no source shows one of the known sins', () => {
    const judged = all.filter((file) => !/^tests\/architecture\/(sins|size\.test)\.ts$/.test(file.path));
    expect(judged.flatMap(sinsOf)).toEqual([]);
    expect(stalePardons(all.map((file) => file.path))).toEqual([]);
  });
});

describe('the measures find what they are for', () => {
  const sinful = [
    '// TODO later',
    "test.skip('x', () => {});",
    "describe.only('x', () => {});",
    "vi.mock('./store.server.ts');",
    'const x: any = 1;',
    '// @ts-ignore',
    '<p dangerouslySetInnerHTML={{ __html: x }} />',
    'await save().catch(() => {});',
    'try { save(); } catch {}',
    '// ------- List -------',
    'sql.raw(name)',
  ];

  test.each(sinful)('in %s', (text) => {
    expect(sinsOf({ path: 'casework/planted.ts', text })).toHaveLength(1);
  });

  test('and leave ordinary code alone', () => {
    const text =
      "const many = company.length;\n// people are told, not asked\ntest('any person may', () => many);\n";
    expect(sinsOf({ path: 'casework/planted.ts', text })).toEqual([]);
    expect(measure.casts("import { a as b } from 'c';\nconst d = ['as', 'it'] as const;\n")).toBe(0);
  });

  test('when something is too long, asserted, caught, made up, commented or in a drawer', () => {
    expect(tooLong([{ path: 'planted.ts', text: 'line\n'.repeat(301) }])).toEqual(['planted.ts']);
    expect(measure.casts('const a = b as Actor;\nconst c = (d) as unknown;\n')).toBe(2);
    expect(measure.catches('try { a(); } catch (error) { b(); }\na().catch(b);\n')).toBe(2);
    expect(measure.literalFallbacks("a ?? '';\nb ?? [];\nc ?? d;\n")).toBe(2);
    expect(measure.commentLines('/** one */\nconst a = 1; // beside\n// two\n')).toBe(2);
    expect(measure.percentile([1, 2, 3, 400], 0.95)).toBe(400);
    for (const path of [
      'casework/utils/date.ts',
      'web/helpers.ts',
      'casework/choice/index.ts',
      'web/types.ts',
    ])
      expect(isDrawer(path), path).toBe(true);
    expect(isKebab('casework/choiceStore.ts')).toBe(false);
  });
});
