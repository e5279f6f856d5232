import type { Page } from 'playwright-core';

const targets =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=checkbox], [role=radio], [role=switch], [role=tab], [role=option]';

/** Runs in the page: every target smaller than it should be, with the size a finger finds, labels included. */
function small({ selector, size }: { selector: string; size: number }): string[] {
  const boxOf = (element: Element) => {
    const labels = Array.from(document.querySelectorAll('label')).filter(
      (label) => label.control === element,
    );
    const boxes = [element, ...labels].map((one) => one.getBoundingClientRect());
    const span = (from: number[], to: number[]) => Math.max(...to) - Math.min(...from);
    return {
      width: span(
        boxes.map((box) => box.left),
        boxes.map((box) => box.right),
      ),
      height: span(
        boxes.map((box) => box.top),
        boxes.map((box) => box.bottom),
      ),
    };
  };
  const isInSentence = (element: Element) => {
    if (element.tagName !== 'A' || getComputedStyle(element).display !== 'inline') return false;
    const around = element.parentElement?.textContent.replace(element.textContent, '');
    return around !== undefined && /\p{L}{2,}/u.test(around);
  };
  const isShown = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return Array.from(document.querySelectorAll(selector)).flatMap((element) => {
    const { width, height } = boxOf(element);
    // One pixel is how a skip link waits until it has focus.
    if (!isShown(element) || (width <= 1 && height <= 1) || isInSentence(element)) return [];
    if (width >= size - 0.5 && height >= size - 0.5) return [];
    const name = element.textContent.trim() || element.getAttribute('name') || element.id;
    return [`${element.tagName.toLowerCase()} "${name}" is ${Math.round(width)} by ${Math.round(height)}`];
  });
}

/** Targets smaller than 44 (portal) or 24 (back office) CSS pixels either way; links within a sentence are spared. */
export const targetProblems = (page: Page, size: 44 | 24): Promise<string[]> =>
  page.evaluate(small, { selector: targets, size });
