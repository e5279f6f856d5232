import type { Page } from 'playwright-core';
import { formatCard } from '../../casework/invitation/card.ts';
import type { Language } from '../../locales/languages.ts';
import { portalWords } from '../../locales/portal-words.ts';
import type { Letterbox } from './letterbox.ts';
import { followLink, leadsOn, pressButton, readOff } from './presses.ts';

export type Ways = Partial<Record<'text' | 'email' | 'phone' | 'letter', '1' | '2' | '3' | '4' | 'never'>>;
export type Times = { opens: string; closes: string };

const inLondon = (how: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', ...how }).format();

/**
 * A time of day that has begun and goes on for hours, so that what is sent in a test leaves whenever the test is run.
 * Times are in half-hours and never a whole day, so there is one for the morning and one for the rest.
 */
export function openForHours(): Times {
  const hour = Number(inLondon({ hour: '2-digit', hourCycle: 'h23' }));
  return hour < 12 ? { opens: '00:00', closes: '23:30' } : { opens: '12:00', closes: '11:30' };
}

/** The weekday three days from now in London, 1 for Monday: nothing of it is open yet. */
export function weekdayFarOff(): number {
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  return ((days.indexOf(inLondon({ weekday: 'short' })) + 3) % 7) + 1;
}

/** What a person does on their own pages, found by what these say in their language. */
export function atHome(page: Page, site: string, language: Language = 'en') {
  const { t } = portalWords[language];
  const here = {
    ...{ page, site, t },
    press: (key: string) => pressButton(page, t(key)),
    follow: (key: string) => followLink(page, t(key)),
    heading: () => readOff(page.locator('h1').first()),
  };
  return { ...here, ...gettingIn(here), ...firstVisit(here), ...changing(here) };
}

const asTheyCame = (digits: string) => digits;

type Here = {
  page: Page;
  site: string;
  t: (key: string) => string;
  press(key: string): Promise<void>;
  follow(key: string): Promise<void>;
};

const gettingIn = ({ page, site, press, follow }: Here) => ({
  /** By the safety interruption to the card, and in. */
  async openCard(card: { locator: string; secret: string }, word: string) {
    await page.goto(site);
    await follow('start.card');
    await follow('before.goOn');
    await page.fill('[name=card]', formatCard(card));
    await page.fill('[name=word]', word);
    await press('card.open');
  },
  /** By the card alone, with six digits to the number that was passed on in place of a word. */
  async openCardWithoutWord(card: { locator: string; secret: string }, to: string, letterbox: Letterbox) {
    await page.goto(site);
    await follow('start.card');
    await follow('before.goOn');
    await page.fill('[name=card]', formatCard(card));
    await press('card.noWord');
    await page.fill('[name=code]', await letterbox.nextCode(to));
    await press('code.open');
  },
  /** Six digits to a number or address that was verified. */
  async comeBack(contact: string, to: string, letterbox: Letterbox, written = asTheyCame) {
    await page.goto(site);
    await follow('start.comeBack');
    await page.fill('[name=contact]', contact);
    await press('comeBack.send');
    await page.fill('[name=code]', written(await letterbox.nextCode(to)));
    await press('code.open');
  },
});

const firstVisit = ({ page, t, press }: Here) => ({
  async sayHowInvolved(level: string) {
    await page.check(`[name=level][value=${level}]`);
    await press('first.goOn');
  },
  async sayHow(ways: Ways) {
    for (const [way, place] of Object.entries(ways)) await page.selectOption(`[name="ways.${way}"]`, place);
    await press('first.goOn');
  },
  async sayWhen(times: Times, days: readonly number[] = [1, 2, 3, 4, 5, 6, 7]) {
    await page.check('[name=when][value=own]');
    await page.locator('summary', { hasText: t('first.times.ownTitle') }).click();
    for (const day of days) {
      await page.selectOption(`[name=opens${day}]`, times.opens);
      await page.selectOption(`[name=closes${day}]`, times.closes);
    }
    await press('first.goOn');
  },
});

const changing = ({ page, site, press, follow }: Here) => ({
  /** Gives a number or address, waits for its six digits and types them in. */
  async giveAndVerify(kind: 'number' | 'email', value: string, to: string, letterbox: Letterbox) {
    await page.goto(`${site}/contact/${kind}`);
    await page.fill('[name=value]', value);
    await press('reach.point.sendCode');
    await page.fill('[name=code]', await letterbox.nextCode(to));
    await press('reach.code.confirm');
  },
  /** Takes away every safe time but one weekday's. */
  async keepOnly(weekday: number) {
    await page.goto(`${site}/contact/times`);
    const others = page.locator(`[name=remove]:not([value^="${weekday}-"])`);
    while ((await others.count()) > 0) await leadsOn(page, () => others.first().click());
  },
  async turnOff(way: string, others: Ways) {
    await page.goto(`${site}/contact/channels`);
    await page.selectOption(`[name="ways.${way}"]`, 'never');
    for (const [other, place] of Object.entries(others))
      await page.selectOption(`[name="ways.${other}"]`, place);
    await press('choices.save');
  },
  /** Both steps of stopping everything. */
  async stopEverything() {
    await page.goto(`${site}/choices`);
    await follow('choices.more.stop');
    await follow('stop.goOn');
    await press('stop.sure.yes');
  },
});
