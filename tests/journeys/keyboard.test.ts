import { beforeAll, describe, expect, test } from 'vitest';
import { formatCard } from '../../casework/invitation/card.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { atHome } from '../support/at-home.ts';
import { withPage } from '../support/browser.ts';
import { byKeys } from '../support/by-keys.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { type Invited, invited, tellOfPanel } from '../support/invited.ts';
import { outside } from '../support/outside.ts';
import { wordsOn } from '../support/presses.ts';
import { chainsHold, whatIsHeld } from '../support/what-is-held.ts';

const [mobile, texted] = ['07700 900789', '+447700900789'];

describe('Joan, who has a keyboard and no mouse, needs nobody’s help', () => {
  const world = outside();
  const here = heardHere(world);
  const desktop = onePage(here);
  const who = {} as Invited;
  const kept = {} as { keys: ReturnType<typeof byKeys> };
  const joan = () => atHome(desktop.page, here.portal);
  const { t } = portalWords.en;

  beforeAll(async () => {
    Object.assign(
      who,
      await invited(here.house.here.worker, { name: 'Joan Price', callMe: 'Joan' }, 'garden gate'),
    );
    kept.keys = byKeys(desktop.page);
  });

  async function signsIn() {
    const { keys } = kept;
    await desktop.page.goto(here.portal);
    await keys.follow(t('start.card'));
    await keys.follow(t('before.goOn'));
    await keys.type('card', formatCard(who.card));
    await keys.type('word', who.word);
    await keys.enter();
  }

  test('two presses of Tab reach the way out before she has signed in', async () => {
    for (const path of ['/', '/before', '/card', '/come-back']) {
      await desktop.page.goto(`${here.portal}${path}`);
      expect([path, await kept.keys.exitIsSecond()]).toEqual([path, true]);
    }
  });

  test('she signs in and answers three questions with Tab, arrows, Space and Enter', async () => {
    const { keys } = kept;
    await signsIn();
    expect(await keys.exitIsSecond()).toBe(true);
    await keys.choose('level', 'informed');
    await keys.press(t('first.goOn'));
    await keys.pick('ways.text', 1);
    await keys.pick('ways.email', 5);
    await keys.press(t('first.goOn'));
    await keys.choose('when', 'anyDay');
    await keys.press(t('first.goOn'));
    expect(await joan().heading()).toBe(t('first.receipt.title'));
    expect(await wordsOn(desktop.page)).toContain('reach you by text');
  });

  test('Enter in a field sends what she wrote, and never changes the language', async () => {
    const { keys } = kept;
    await keys.follow(t('first.receipt.verifyLink'));
    await desktop.page.goto(`${here.portal}/contact/number`);
    await keys.type('value', mobile);
    await keys.enter();
    await keys.type('code', await here.letterbox.nextCode(texted));
    await keys.enter();
    expect(await joan().heading()).toBe(t('reach.checked.title'));
    expect(await desktop.page.getAttribute('html', 'lang')).toBe('en');
  });

  test('she reads her letter', async () => {
    const { keys } = kept;
    await tellOfPanel(here.house.here.worker, who, 'en');
    await desktop.page.goto(`${here.portal}/home`);
    expect(await keys.exitIsSecond()).toBe(true);
    await keys.follow(t('news.topic.progress'));
    expect(await wordsOn(desktop.page)).toContain('met a panel');
  });

  test('Tab, Tab, Enter takes her outside at once, and nobody finds her signed in', async () => {
    const { keys } = kept;
    expect(await keys.exitIsSecond()).toBe(true);
    await keys.enter();
    await desktop.page.waitForURL(world.EXIT_URL);
    await desktop.page.goto(`${here.portal}/updates/1`);
    expect(await joan().heading()).not.toBe(t('news.topic.progress'));
  });

  test('three presses of Shift take her outside too', async () => {
    await signsIn();
    expect(await joan().heading()).toContain('Joan');
    await kept.keys.shiftThrice();
    await desktop.page.waitForURL(world.EXIT_URL);
    await desktop.page.goto(`${here.portal}/home`);
    expect(await joan().heading()).not.toContain('Joan');
  });

  test('she stops everything in two steps', async () => {
    const { keys } = kept;
    await signsIn();
    await desktop.page.goto(`${here.portal}/choices`);
    await keys.follow(t('choices.more.stop'));
    await keys.follow(t('stop.goOn'));
    await keys.press(t('stop.sure.yes'));
    expect(await joan().heading()).toBe(t('stopped.title'));
    const held = whatIsHeld(here.house, who.caseId);
    expect(await held.present()).toMatchObject({ contact: 'withdrawn', 'contact/email': 'declined' });
    expect(await held.updates()).toMatchObject([{ topic: 'progress', read: true }]);
    expect(await chainsHold(here.house.here, who.victimId)).toEqual({ ledger: true, audit: true });
  });

  test('she could always see where she was, and a page that hid it would be noticed', async () => {
    expect(kept.keys.unseen).toEqual([]);
    const hidden = await withPage({ browser: here.browser }, async (page) => {
      await page.setContent('<style>:focus { outline: none; }</style><a href="/">Somewhere</a>');
      return byKeys(page).tab();
    });
    expect(hidden).toMatchObject({ what: 'A  Somewhere', seen: false });
  });
});
