import type { Page } from 'playwright-core';

const narrow = { width: 320, height: 640 };

/** Runs in the page: what reaches past the edge, unless it scrolls inside a frame of its own. */
function overflowing(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const scrolls = (element: Element | null): boolean =>
    element !== null &&
    element !== document.documentElement &&
    (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const culprits = Array.from(document.body.querySelectorAll('*')).filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (right > clientWidth + 1 || left < -1) && !scrolls(element.parentElement);
  });
  const named = culprits.slice(0, 5).map((element) => {
    const { left, right } = element.getBoundingClientRect();
    return `${element.tagName.toLowerCase()}.${element.className} from ${Math.round(left)} to ${Math.round(right)}`;
  });
  return [`the page is ${scrollWidth} wide where ${clientWidth} fit`, ...named];
}

/** Looks at a page as wide as the narrowest phone, 320 CSS pixels (WCAG 1.4.10), and leaves it as wide as it was. */
export async function onAPhone<T>(page: Page, look: () => Promise<T>): Promise<T> {
  const before = page.viewportSize();
  await page.setViewportSize(narrow);
  const seen = await look();
  if (before) await page.setViewportSize(before);
  return seen;
}

/** What makes a page scroll sideways, as wide as it is now. */
export const reflowProblems = (page: Page): Promise<string[]> => page.evaluate(overflowing);
