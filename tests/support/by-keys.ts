import type { Locator, Page } from 'playwright-core';

export type Focus = { what: string; isExit: boolean; seen: boolean };

/** Runs in the page: what has focus, whether a ring shows it, and whether it is in sight with nothing over it. */
function lookAtFocus(): Focus {
  const at = document.activeElement;
  if (!at || at === document.body) return { what: 'nothing', isExit: false, seen: true };
  const drawn = [at, at.closest('.option'), at.closest('label')].some((one) => {
    const style = one && getComputedStyle(one);
    return style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 3;
  });
  const { left, top, width, height } = at.getBoundingClientRect();
  const over = document.elementFromPoint(left + width / 2, top + height / 2);
  const bare =
    over !== null && (at.contains(over) || over.contains(at) || over.closest('label')?.contains(at));
  const what = `${at.tagName} ${at.getAttribute('name') ?? ''} ${at.textContent?.slice(0, 40)}`.trim();
  return { what, isExit: at.closest('[data-exit]') !== null, seen: drawn && bare === true };
}

const mostTabs = 120;

/** Someone with a keyboard and nothing else. `unseen` is every stop where they could not have told where they were. */
export function byKeys(page: Page) {
  const unseen: string[] = [];
  const { keyboard } = page;
  const has = (target: Locator) => target.evaluate((one) => one === document.activeElement);
  const tab = async (): Promise<Focus> => {
    await keyboard.press('Tab');
    const focus = await page.evaluate(lookAtFocus);
    if (!focus.seen) unseen.push(`${new URL(page.url()).pathname}: ${focus.what}`);
    return focus;
  };
  const tabTo = async (target: Locator) => {
    for (let pressed = 0; pressed < mostTabs; pressed += 1) {
      if (await has(target)) return;
      await tab();
    }
    throw new Error(`No number of tabs leads to ${target}`);
  };
  const enter = async () => {
    await Promise.all([page.waitForEvent('domcontentloaded'), keyboard.press('Enter')]);
  };
  return {
    unseen,
    tab,
    tabTo,
    /** Whether the second press of Tab on a page just opened is on the way out. */
    async exitIsSecond() {
      await tab();
      return (await tab()).isExit;
    },
    async follow(name: string) {
      await tabTo(page.getByRole('link', { name, exact: true }).first());
      await enter();
    },
    async press(name: string) {
      await tabTo(page.getByRole('button', { name, exact: true }).first());
      await enter();
    },
    async type(field: string, words: string) {
      await tabTo(page.locator(`[name="${field}"]`));
      await keyboard.type(words);
    },
    /** Tab reaches the group, arrows move in it and choose; Space chooses the one it began on. */
    async choose(name: string, value: string) {
      const wanted = page.locator(`[name="${name}"][value="${value}"]`);
      await tabTo(page.locator(`[name="${name}"]`).first());
      while (!(await has(wanted))) await keyboard.press('ArrowDown');
      await keyboard.press('Space');
    },
    /** As many presses down a list as its place in it. */
    async pick(name: string, place: number) {
      await tabTo(page.locator(`[name="${name}"]`));
      for (let pressed = 0; pressed < place; pressed += 1) await keyboard.press('ArrowDown');
    },
    async shiftThrice() {
      const left = page.waitForEvent('domcontentloaded');
      for (let pressed = 0; pressed < 3; pressed += 1) await keyboard.press('Shift');
      await left;
    },
    enter,
  };
}
