import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromium, goBack, photograph, withPage } from '../../tests/support/browser.ts';
import { weigh } from '../../tests/support/bytes.ts';

const style = `body { color: #123; } /* ${'x'.repeat(5000)} */`;
const server = createServer((request, response) => {
  if (request.url === '/old') return response.writeHead(302, { location: '/' }).end();
  if (request.url === '/style.css') return response.setHeader('content-type', 'text/css').end(style);
  response.setHeader('content-type', 'text/html; charset=utf-8');
  if (request.url === '/broken')
    return response.end('<!doctype html><script>throw new Error("broken")</script>');
  response.end(
    '<!doctype html><link rel="stylesheet" href="/style.css"><link rel="icon" href="data:,"><p>Hello</p>',
  );
});
let browser: Browser;
let origin = '';

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

describe('a page weighed', () => {
  test('counts every byte and request with an empty cache, the second time too', async () => {
    const [first, second] = await withPage({ browser }, async (page) => [
      await weigh(page, `${origin}/`),
      await weigh(page, `${origin}/`),
    ]);
    expect(first?.requests).toBe(2);
    expect(first?.bytes).toBeGreaterThan(5000);
    expect(first?.bytes).toBeLessThan(6500);
    expect(second).toEqual(first);
  });

  test('counts a redirect as the request it is', async () => {
    const weight = await withPage({ browser }, (page) => weigh(page, `${origin}/old`));
    expect(weight.urls).toEqual([`${origin}/old`, `${origin}/`, `${origin}/style.css`]);
  });
});

describe("a person's browser", () => {
  test('speaks their language, as wide and as dark as they like', async () => {
    const seen = await withPage({ browser, language: 'ar', width: 320, dark: true }, (page) =>
      page.evaluate(() => [
        navigator.language,
        innerWidth,
        matchMedia('(prefers-color-scheme: dark)').matches,
      ]),
    );
    expect(seen).toEqual(['ar', 320, true]);
  });

  test('fails what makes the page complain, unless it runs no script or expects it', async () => {
    const open = (options: object) =>
      withPage({ browser, ...options }, async (page) => (await page.goto(`${origin}/broken`))?.status());
    await expect(open({})).rejects.toThrow('broken');
    await expect(open({ javaScript: false })).resolves.toBe(200);
    await expect(open({ errorsExpected: true })).resolves.toBe(200);
  });

  test.each([
    [true, 'kept'],
    [false, undefined],
  ])(
    'brings a page back as it was left only with its back/forward cache: %s',
    async (backForwardCache, kept) => {
      const found = await withPage({ backForwardCache }, async (page) => {
        await page.goto(`${origin}/`);
        await page.evaluate(() => Object.assign(window, { left: 'kept' }));
        await page.goto(`${origin}/other`);
        await goBack(page);
        expect(page.url()).toBe(`${origin}/`);
        return page.evaluate(() => Reflect.get(window, 'left'));
      });
      expect(found).toBe(kept);
    },
  );

  test('is photographed whole, where the picture can be looked at', async () => {
    const path = await withPage({ browser, width: 320 }, async (page) => {
      await page.goto(`${origin}/`);
      return photograph(page, 'trial-of-the-camera');
    });
    expect(existsSync(path)).toBe(true);
    rmSync(path);
  });
});
