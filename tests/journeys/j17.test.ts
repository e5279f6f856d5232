import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { targetProblems } from '../../accessibility/engines/target.ts';
import { addContactPoint } from '../../casework/contact-point/store.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { auditOf, rows } from '../support/audit-of.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { onATelephone, oneHanded } from '../support/one-handed.ts';
import { type SomeonesCase, someone } from '../support/people.ts';
import { wordsOn } from '../support/presses.ts';
import { chainsHold, whatIsHeld } from '../support/what-is-held.ts';
import { askedIn, attemptsIn } from '../support/what-was-logged.ts';

const here = heardHere();
const people = {} as { bea: SomeonesCase; cleo: SomeonesCase };
const mobiles = { bea: '+447700900711', cleo: '+447700900712' };
const herWords = 'He walks past my window every evening.';

async function someoneToRing(name: string, callMe: string, mobile: string): Promise<SomeonesCase> {
  const { worker } = here.house.here;
  const person = await someone(worker, { name, callMe });
  await transactionAs(worker, (tx) =>
    addContactPoint(tx, person.victimId, {
      ...{ kind: 'mobile', value: mobile, source: 'police', shared: false, watched: false },
    }),
  );
  return person;
}

beforeAll(async () => {
  people.bea = await someoneToRing('Beatrice Underhill', 'Bea', mobiles.bea);
  people.cleo = await someoneToRing('Cleo Marsh', 'Cleo', mobiles.cleo);
});

/** Nothing to scroll sideways for, the rules still at the top when the end is reached, and room left under them. */
async function sitsWell(page: Page) {
  const end = await oneHanded(page, here.desk).atTheEnd();
  expect(end).toEqual({ sideways: 0, rulesInSight: true, roomBelow: true });
  expect(await targetProblems(page, 24)).toEqual([]);
}

const attemptsFor = ({ caseId }: SomeonesCase) => attemptsIn(here.house, caseId);
const asked = ({ caseId }: SomeonesCase) => askedIn(here.house, caseId);

describe('Amira rings Bea from a small telephone', () => {
  const shown = onePage(here, onATelephone);
  const hand = () => oneHanded(shown.page, here.desk);
  const words = () => wordsOn(shown.page);

  test('finds her case on the list of what is due, and what can be done in it within reach of a thumb', async () => {
    await atTheDesk(shown.page, here.desk).signIn(here.house.here.worker);
    await shown.page.getByRole('link', { name: 'Beatrice Underhill' }).first().tap();
    await shown.page.waitForURL(`**/cases/${people.bea.caseId}`);
    await sitsWell(shown.page);
    await hand().follow('case.do.phone');
    expect(await words()).toContain('On the phone with Bea');
  });

  test('sees the whole number only when she asks for it, and that she looked is kept', async () => {
    expect(await words()).not.toContain(mobiles.bea.slice(-6));
    await shown.page.getByRole('button', { name: /^Show/ }).tap();
    await shown.page.waitForSelector(`a[href="tel:${mobiles.bea}"]`);
    expect(await auditOf(here.house.database, people.bea.victimId)).toContain('contact_point.revealed');
  });

  test('reads each question out as it stands and taps each answer once', async () => {
    const { t, answer } = hand();
    const text = await words();
    for (const spoken of [
      'Can you talk freely at the moment?',
      'Hello, my name is Amira.',
      'How much would you like to hear from us?',
      'May we send you a text?',
      'Is there anything that worries you, or makes you feel unsafe?',
      'Then let us agree on a word that only you and I know.',
    ])
      expect(text).toContain(spoken);
    expect(await shown.page.locator('input[type=radio][name=level]:checked').getAttribute('value')).toBe('');
    for (const [name, value] of [
      ['how', 'phone'],
      ['level', 'informed'],
      ['channel.text', '1'],
      ['channel.email', '2'],
      ['channel.phone', '3'],
      ['channel.letter', 'no'],
      ['textContent', 'nudge'],
      ['voicemail', 'name_only'],
      ['unsafe', 'yes'],
    ] as const) {
      await answer(name, value);
      expect(await hand().isTaken(name, value)).toBe(true);
    }
    await shown.page.getByLabel(t('phone.unsafeWords')).fill(herWords);
    await shown.page.getByLabel(t('phone.word'), { exact: true }).fill('otter');
    expect(await shown.page.locator('input[name=cardBy]:checked').count()).toBe(0);
    await answer('cardBy', 'hand');
    await hand().sayEveryHour();
    await shown.page
      .locator('label')
      .filter({ has: shown.page.locator('input[name=spokenOn]:not([value=""])') })
      .tap();
    await sitsWell(shown.page);
  });

  test('reads it back before anything is kept', async () => {
    await hand().press('phone.readBack');
    const text = await words();
    for (const said of ['Keep me informed', 'Yes, 1st', 'Yes, 2nd', 'Yes, 3rd', herWords, 'otter', '24:00'])
      expect(text).toContain(said);
    expect(await asked(people.bea)).toEqual([]);
    expect(await attemptsFor(people.bea)).toEqual([]);
    await sitsWell(shown.page);
  });

  test('saves it all at once: the ledger says on the phone and by whom, and the attempt logs itself', async () => {
    await hand().press('phone.save');
    const text = await words();
    expect(text).toContain('Saved');
    expect(text).toMatch(/Secret\s+[0-9A-Z]{4}-?[0-9A-Z]{4}/);
    const { staffId } = here.house.here.worker;
    expect(await asked(people.bea)).toEqual([{ how: 'phone', asked_by: staffId, format: 'spoken' }]);
    expect(await attemptsFor(people.bea)).toEqual([
      { channel: 'phone', outcome: 'reached', direction: 'out', late: false, by: staffId },
    ]);
    expect(await whatIsHeld(here.house, people.bea.caseId).present()).toMatchObject({
      contact: 'agreed',
      'contact/text': 'agreed',
      'contact/email': 'agreed',
      'contact/phone': 'agreed',
      'contact/letter': 'declined',
      'updates/progress': 'agreed',
    });
    const ledger = await whatIsHeld(here.house, people.bea.caseId).ledger();
    expect(ledger.find(({ question }) => question === 'contact/text')?.words).toContain(
      'May we send you a text?',
    );
    await sitsWell(shown.page);
  });

  test('and what Bea is afraid of stands above everything that is due, and is sealed', async () => {
    await hand().open('/');
    expect(await words()).toMatch(/One safety concern nobody has read[\s\S]*Cases, what is due first/);
    const [concern] = await rows(
      here.house.database,
      (sql) => sql<{ taken_by: string; sealed_words: Buffer }[]>`
        select taken_by, sealed_words from safety_concern where victim_id = ${people.bea.victimId}`,
    );
    expect(concern?.taken_by).toBe('phone');
    expect(concern?.sealed_words.includes(herWords)).toBe(false);
  });

  test('copies for the case system the date, method, outcome and our reference, and none of her words', async () => {
    await hand().open(`/cases/${people.bea.caseId}`);
    await shown.page.locator('summary', { hasText: 'Copy for case system' }).tap();
    await shown.page.getByRole('button', { name: 'Copy', exact: true }).tap();
    await shown.page.getByText('Copied.').waitFor();
    const copied = await shown.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await shown.page.locator('details pre').textContent());
    expect(copied).toMatch(
      new RegExp(`^\\w+ \\d+ \\w+.*; Phone call by us; Reached; ${people.bea.reference}$`),
    );
    expect(copied).not.toMatch(/Bea|Underhill|otter|window|\+44|7700|@/);
  });

  test('and when nobody answers, two taps from the case say so', async () => {
    await hand().open(`/cases/${people.cleo.caseId}`);
    await hand().follow('attempt.add');
    await hand().press('attempt.quickly.no_answer');
    expect(new URL(shown.page.url()).pathname).toBe(`/cases/${people.cleo.caseId}`);
    expect(await attemptsFor(people.cleo)).toMatchObject([
      { channel: 'phone', outcome: 'no_answer', direction: 'out' },
    ]);
    expect(await words()).toContain('No answer');
  });
});

describe('on a visit to Cleo, with a telephone that runs no scripts', () => {
  const shown = onePage(here, { ...onATelephone, javaScript: false });
  const hand = () => oneHanded(shown.page, here.desk);
  const words = () => wordsOn(shown.page);
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

  test('Amira signs in with the code after the one she used before, for each works once', async () => {
    const { email, password, totpSecret } = here.house.here.worker;
    await hand().open('/sign-in');
    await shown.page.fill('[name=email]', email);
    await shown.page.fill('[name=password]', password);
    const halfAMinuteOn = Math.floor(Date.now() / 1000) + 30;
    await shown.page.fill('[name=code]', generateSync({ secret: totpSecret, epoch: halfAMinuteOn }));
    await hand().press('signIn.in');
    expect(new URL(shown.page.url()).pathname).toBe('/');
  });

  test('the case, its log and its choices are read without a script, and a line copied by hand', async () => {
    await hand().open(`/cases/${people.cleo.caseId}`);
    await sitsWell(shown.page);
    await shown.page.locator('summary', { hasText: 'Copy for case system' }).tap();
    expect(await shown.page.locator('details pre').textContent()).toMatch(
      new RegExp(`; Phone call by us; No answer; ${people.cleo.reference}$`),
    );
  });

  test('what Cleo says at the door is asked, read back, put right and saved by the same page', async () => {
    await hand().follow('case.do.phone');
    await hand().answer('how', 'visit');
    await hand().answer('level', 'outcome');
    await hand().answer('channel.phone', '1');
    await hand().answer('channel.text', '1');
    await hand().press('phone.readBack');
    expect(await words()).toMatch(/Look at this again\s+Two ways have the same place/);
    expect(await hand().isTaken('channel.phone', '1')).toBe(true);
    await hand().answer('channel.text', 'no');
    await hand().press('phone.readBack');
    expect(await words()).toMatch(/May we ring you\?\s+Yes, 1st/);
    await hand().press('phone.change');
    expect(await hand().isTaken('level', 'outcome')).toBe(true);
    await hand().sayEveryHour();
    await hand().press('phone.readBack');
    await hand().press('phone.save');
    expect(await words()).toContain('The contact log says it too.');
    expect(await asked(people.cleo)).toMatchObject([{ how: 'visit' }]);
    expect((await attemptsFor(people.cleo)).at(-1)).toMatchObject({
      channel: 'visit',
      outcome: 'met',
      late: false,
    });
    expect(await whatIsHeld(here.house, people.cleo.caseId).present()).toMatchObject({
      'contact/phone': 'agreed',
      'contact/text': 'declined',
      'updates/decision': 'agreed',
    });
  });

  test('a worry told at the door is taken down in her words, and stands above everything else', async () => {
    await hand().open(`/cases/${people.cleo.caseId}`);
    await hand().follow('case.do.concern');
    await shown.page.fill('[name=words]', 'Somebody rings the bell at night.');
    await hand().answer('takenBy', 'visit');
    await hand().press('concern.button');
    expect(await words()).toContain('Taken down.');
    await sitsWell(shown.page);
    await hand().open('/');
    expect(await words()).toContain('2 safety concerns nobody has read');
  });

  test('the visit pack prints the questions in the order they are asked, and nothing that says whose they are', async () => {
    await hand().open(`/cases/${people.cleo.caseId}/phone`);
    const onThePhone = await shown.page.locator('form legend, form .aloud > p:first-child').allInnerTexts();
    await hand().follow('phone.pack');
    await shown.page.emulateMedia({ media: 'print' });
    const printed = await shown.page.locator('.visit-pack > li > p:first-child').allInnerTexts();
    const spoken = printed.filter((line) => onThePhone.includes(line));
    expect(spoken.length).toBeGreaterThan(12);
    expect(spoken).toEqual(onThePhone.filter((line) => spoken.includes(line)));
    expect(await words()).toContain(people.cleo.reference);
    expect(await words()).not.toMatch(/Cleo|Marsh|712/);
    await shown.page.locator('.contact-rules').waitFor({ state: 'hidden' });
    await shown.page.getByText(here.house.here.worker.email).waitFor({ state: 'hidden' });
    await shown.page.emulateMedia({ media: 'screen' });
  });

  test('and is keyed in afterwards as on paper, with the day of the visit', async () => {
    await hand().open(`/cases/${people.cleo.caseId}`);
    await hand().follow('case.do.paper');
    await hand().answer('how', 'paper');
    await shown.page.fill('[name=date]', yesterday);
    await shown.page.fill('[name=time]', '14:30');
    await hand().answer('level', 'informed');
    await hand().answer('channel.letter', '2');
    await hand().press('phone.readBack');
    expect(await words()).toContain('Late entry: the visit was on');
    await hand().press('phone.save');
    expect(await words()).toContain('answers, from paper');
    expect(await words()).not.toContain('hang up');
    const { staffId } = here.house.here.worker;
    expect(await asked(people.cleo)).toContainEqual({ how: 'paper', asked_by: staffId, format: 'standard' });
    expect(await attemptsFor(people.cleo)).toContainEqual({
      ...{ channel: 'visit', outcome: 'met', direction: 'out', late: true, by: staffId },
    });
    await hand().open(`/cases/${people.cleo.caseId}`);
    expect(await words()).toMatch(/Written down/);
  });
});

test('at the end nothing has left the building, both ledgers are whole, and what was said is sealed', async () => {
  for (const person of [people.bea, people.cleo]) {
    expect(await whatIsHeld(here.house, person.caseId).messages()).toEqual([]);
    expect(await chainsHold(here.house.here, person.victimId)).toEqual({ ledger: true, audit: true });
  }
  expect(await here.letterbox.everything()).toEqual([]);
});
