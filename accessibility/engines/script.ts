import type { Page } from 'playwright-core';

/** The languages written in a script. Latin is the rest of the world, so it is judged only where another is expected. */
const written: Record<string, string[]> = {
  Arabic: ['ar', 'ur', 'fa', 'ps', 'ckb', 'sd'],
  Bengali: ['bn', 'as'],
  Cyrillic: ['uk', 'ru', 'bg', 'sr', 'be'],
  Gujarati: ['gu'],
  Gurmukhi: ['pa'],
  Han: ['zh', 'ja', 'yue'],
  Tamil: ['ta'],
};

type Spoken = { words: string; lang: string };

/** Runs in the page: the words a person is shown or told, each with the language they are said to be in. */
function spoken(): Spoken[] {
  const langOf = (element: Element) => element.closest('[lang]')?.getAttribute('lang') || '';
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const found: Spoken[] = [];
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (!parentElement || !textContent || parentElement.closest('script, style, noscript, template'))
      continue;
    found.push({ words: textContent, lang: langOf(parentElement) });
  }
  for (const name of ['aria-label', 'aria-description', 'alt', 'title', 'placeholder'])
    for (const element of document.querySelectorAll(`[${name}]`))
      found.push({ words: String(element.getAttribute(name)), lang: langOf(element) });
  return found;
}

// A name or a brand may stand in another script; three words running are a sentence in another language.
const latinSentence =
  /(?:(?<![\p{L}@./])\p{Script=Latin}[\p{Script=Latin}'’-]*[\s,]+){2,}\p{Script=Latin}{2,}/u;

/** Whether some words are in a script their language is not written in. */
export function isForeign(words: string, lang: string): boolean {
  const language = lang.toLowerCase().replace(/-.*$/, '');
  const expected = Object.keys(written).find((script) => written[script]?.includes(language));
  const shown = Object.keys(written).filter((script) =>
    new RegExp(String.raw`\p{Script=${script}}{2,}`, 'u').test(words),
  );
  if (shown.some((script) => script !== expected)) return true;
  return expected !== undefined && !lang.toLowerCase().includes('-latn') && latinSentence.test(words);
}

/** Text whose script does not belong to the nearest `lang`: a screen reader would read it with the wrong voice. */
export async function scriptWithoutLang(page: Page): Promise<string[]> {
  const pieces = await page.evaluate(spoken);
  return pieces
    .filter(({ words, lang }) => isForeign(words, lang))
    .map(({ words, lang }) => `"${words.trim().slice(0, 60)}" is marked ${lang || 'with no language'}`);
}
