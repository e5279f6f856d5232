import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium as engine, type Page } from 'playwright-core';
import { root } from './source-tree.ts';

// The limit on renderers keeps Chromium from starting a spare one ahead of every page that is opened, and without isolation
// of sites it starts none for each site that is gone to.
const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --renderer-process-limit=1 --disable-site-isolation-trials';
const ifThere = (path: string) => (existsSync(path) ? path : undefined);
const { CHROMIUM_PATH: named, CHROMIUM_SHELL: shellNamed } = process.env;
const whole = named ?? ifThere('/usr/bin/chromium');
const shell = shellNamed ?? named ?? ifThere('/usr/lib/chromium/chromium-headless-shell') ?? whole;

export type BrowserOptions = {
  /** Pages come back from the back/forward cache, as people's browsers do; exit and sign-out need it. */
  backForwardCache?: boolean;
};

/** What a person's browser is like. Widths are CSS pixels; without `browser` one is started for this page alone. */
export type PageOptions = BrowserOptions & {
  browser?: Browser;
  javaScript?: boolean;
  language?: string;
  width?: number;
  height?: number;
  dark?: boolean;
  /** Only for engines that put their own script into the page. */
  bypassPolicy?: boolean;
  /** Errors on the console are part of what is tried, so they do not fail it. */
  errorsExpected?: boolean;
  context?: BrowserContextOptions;
};

/**
 * Starts Chromium: the one named in CHROMIUM_PATH, else Debian's, else what Playwright has downloaded. Where nobody goes
 * back it is Chromium's shell, if that is there: it sees the same and spends nothing on windows.
 */
export function chromium({ backForwardCache = false }: BrowserOptions = {}): Promise<Browser> {
  const path = backForwardCache ? whole : shell;
  return engine.launch({
    args: flags.split(' '),
    ...(path && { executablePath: path }),
    ...(backForwardCache && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
  });
}

/** A full-page picture in `.data/screenshots`, to be looked at. Says where it is. */
export async function photograph(page: Page, name: string): Promise<string> {
  const path = join(root, '.data/screenshots', `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
  return path;
}

/**
 * Presses back. Use it instead of Playwright's `goBack`, which waits for a load that never comes when the page
 * returns from the back/forward cache.
 */
export async function goBack(page: Page): Promise<void> {
  const arrived = page.waitForEvent('framenavigated');
  // The page may be gone before it can say that it was asked; arriving is what counts.
  await Promise.allSettled([page.evaluate(() => history.back())]);
  await arrived;
}

const contextOptions = (options: PageOptions): BrowserContextOptions => ({
  javaScriptEnabled: options.javaScript ?? true,
  locale: options.language ?? 'en-GB',
  timezoneId: 'Europe/London',
  viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
  colorScheme: options.dark ? 'dark' : 'light',
  bypassCSP: options.bypassPolicy ?? false,
  ...options.context,
});

// A refused answer (422, 404) is logged by the browser itself and is often what a test is about.
const isFault = (words: string) => !words.startsWith('Failed to load resource');

function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && isFault(line.text())) errors.push(line.text());
  });
  return errors;
}

/**
 * Gives `work` a page of its own, without cookies, and closes it. Throws what `work` throws; otherwise throws when
 * the page wrote an error to its console (a broken script, a policy that refused something).
 */
export async function withPage<T>(options: PageOptions, work: (page: Page) => Promise<T>): Promise<T> {
  const browser = options.browser ?? (await chromium(options));
  const context = await browser.newContext(contextOptions(options));
  try {
    const page = await context.newPage();
    const errors = errorsOf(page);
    const result = await work(page);
    if (errors.length > 0 && !options.errorsExpected)
      throw new Error(`The page complains: ${errors.join('\n')}`);
    return result;
  } finally {
    await context.close();
    if (!options.browser) await browser.close();
  }
}
