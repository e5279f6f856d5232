import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromium, withPage } from '../../tests/support/browser.ts';
import { axeViolations } from './axe.ts';
import { htmlProblems } from './html.ts';
import { onAPhone, reflowProblems } from './reflow.ts';
import { isForeign, scriptWithoutLang } from './script.ts';
import { targetProblems } from './target.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium();
});
afterAll(() => browser.close());

const urlOf = (canary: string) => new URL(`./canaries/${canary}.html`, import.meta.url);
const judge = (canary: string, engine: (page: Page) => Promise<string[]>, width = 1280) =>
  withPage({ browser, bypassPolicy: true, width }, async (page) => {
    await page.goto(urlOf(canary).href);
    return engine(page);
  });
const judgeHtml = async (canary: string) =>
  htmlProblems(await readFile(fileURLToPath(urlOf(canary)), 'utf8'));
const foldedOnAPhone = (page: Page) => onAPhone(page, () => reflowProblems(page));
const rulesIn = (problems: string[]) => [...new Set(problems.map((problem) => problem.split(':')[0]))].sort();

describe('a page without a fault', () => {
  test('is left alone by every engine', async () => {
    expect(await judge('sound', (page) => axeViolations(page, { goodHabits: true }))).toEqual([]);
    expect(await judgeHtml('sound')).toEqual([]);
    expect(await judge('sound', scriptWithoutLang)).toEqual([]);
    expect(await judge('sound', foldedOnAPhone)).toEqual([]);
    expect(await judge('sound', (page) => targetProblems(page, 44))).toEqual([]);
  });
});

describe('the page each engine must fail', () => {
  test('axe sees pale words, silent pictures and fields, and targets too close to each other', async () => {
    const rules = rulesIn(await judge('axe', (page) => axeViolations(page)));
    expect(rules).toEqual(['color-contrast', 'image-alt', 'label', 'target-size']);
  });

  test('html-validate sees what a parser would have to guess', async () => {
    const rules = rulesIn(await judgeHtml('html'));
    expect(rules).toEqual(
      expect.arrayContaining(['no-dup-id', 'no-implicit-button-type', 'valid-autocomplete', 'close-order']),
    );
  });

  test('words in another script are heard in the wrong voice, read or spoken', async () => {
    expect(await judge('script', scriptWithoutLang)).toEqual([
      '"يمكنك تغيير رأيك في أي وقت." is marked en',
      '"You can change your mind at any time." is marked ar',
      '"Read this page aloud" is marked ur',
    ]);
  });

  test('a line that does not fold makes a phone scroll sideways', async () => {
    const problems = await judge('reflow', foldedOnAPhone);
    expect(problems[0]).toMatch(/^the page is \d+ wide where 320 fit$/);
    expect(problems.join('\n')).toContain('p.plank');
  });

  test('a thumb needs 44, a mouse 24', async () => {
    expect(await judge('target', (page) => targetProblems(page, 24))).toEqual(['button "a" is 20 by 20']);
    expect(await judge('target', (page) => targetProblems(page, 44))).toHaveLength(2);
  });
});

describe('a language and its script', () => {
  test.each([
    ['Dzień dobry', 'pl', false],
    ['رمز الدخول', 'ar', false],
    ['رمز الدخول', '', true],
    ['Sam', 'ar', false],
    ['Northfield Youth Justice Service', 'ur', true],
    ['Слава', 'pl', true],
    ['someone@example.org', 'ar', false],
  ])('%s under "%s"', (words, lang, foreign) => {
    expect(isForeign(words, lang)).toBe(foreign);
  });
});
