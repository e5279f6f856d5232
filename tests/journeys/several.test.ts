import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { declareConflict } from '../../casework/conflict/store.server.ts';
import { pauseEverything } from '../../casework/hold/store.server.ts';
import { restrictCase } from '../../casework/restriction/store.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { backofficeWords } from '../../locales/backoffice-words.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { auditOf, rows } from '../support/audit-of.ts';
import { withPage } from '../support/browser.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import type { StaffMember } from '../support/house.ts';
import { outside } from '../support/outside.ts';
import { answer, type SomeonesCase } from '../support/people.ts';
import { followLink, pressButton, wordsOn } from '../support/presses.ts';
import { someoneReachedBy } from '../support/reached-by.ts';
import { afterTenMinutes, codeOf, peopleOfOneIncident } from '../support/several.ts';
import { chainsHold, whatIsHeld } from '../support/what-is-held.ts';

const here = heardHere(outside());
const shown = onePage(here);
const desk = () => atTheDesk(shown.page, here.desk);
const worker = () => here.house.here.worker;
const manager = () => here.house.here.manager;
const database = <T>(look: Parameters<typeof rows<T>>[1]) => rows(here.house.database, look);

const names = ['Ada Quell', 'Basia Nowak', 'Cas Orme', 'Dov Pell', 'Eli Rook', 'Fay Sant'] as const;
const people = new Map<string, SomeonesCase>();
const its = { path: '', batchId: '' };
const of = (name: (typeof names)[number]): SomeonesCase => {
  const found = people.get(name);
  if (!found) throw new Error(`Nobody is called ${name}`);
  return found;
};
const mobileOf = (name: (typeof names)[number]) => `+44770090081${names.indexOf(name)}`;
const sentTo = async () => (await here.letterbox.everything()).map(({ to }) => to);

const forgetCodes = () =>
  database((sql) => sql`update staff_credential set last_totp_step = 0, slow_until = null`);

/** Signs somebody in where no script runs, which leaves them at the start of their day. */
async function withoutScript(page: Page, { email, password, ...who }: StaffMember) {
  await forgetCodes();
  const goTo = (path: string) => page.goto(`${here.desk}${path}`);
  await goTo('/sign-in');
  for (const [name, value] of Object.entries({ email, password, code: codeOf(who) }))
    await page.fill(`[name="${name}"]`, value);
  await pressButton(page, backofficeWords.t('signIn.in'));
  return { goTo };
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < 240; looks += 1) {
    if (await what()) return;
    await pause(250);
  }
  throw new Error('It never came');
}

beforeAll(async () => {
  for (const name of names) {
    const [callMe = name] = name.split(' ');
    const language = name === 'Basia Nowak' ? ('pl' as const) : ('en' as const);
    const reach = { mobile: mobileOf(name), email: `${callMe.toLowerCase()}@people.example` };
    people.set(name, await someoneReachedBy(worker(), { name, callMe, languageWritten: language }, reach));
  }
  const ids = names.map((name) => of(name).caseId);
  await database(
    (sql) => sql`
    update victim_case set incident_id = (select incident_id from victim_case where id = ${ids[0] ?? ''}) where id in ${sql(ids)}`,
  );
  await answer(of('Dov Pell'), ['updates/decision/'], 'declined');
  await transactionAs(worker(), (tx) => pauseEverything(tx, of('Eli Rook').victimId, 'safety', null));
  await database(
    (sql) => sql`update victim_case set worker_id = ${manager().staffId} where id = ${of('Fay Sant').caseId}`,
  );
  await transactionAs(manager(), (tx) => restrictCase(tx, of('Fay Sant').victimId, []));
});

describe('one piece of news for several people of an incident', () => {
  test('begins at a case, with words in every language that one of them reads', async () => {
    const { signIn, open, fill, press, t } = desk();
    await signIn(worker());
    await open(`/cases/${of('Ada Quell').caseId}/update`);
    await followLink(shown.page, t('several.start'));
    await shown.page.selectOption('[name=kind]', 'decision');
    await fill({ happenedOn: '2026-11-20' });
    await press('several.goOn');
    expect(await wordsOn(shown.page)).toMatch(/3 people of 5[\s\S]*English: 2 people[\s\S]*Polish: 1 person/);
    await fill({ happened_en: 'Ada Quell was in court.', next_en: 'More by Christmas.' });
    await fill({ happened_pl: 'Sąd podjął decyzję.', next_pl: 'Napiszemy przed świętami.' });
    await press('several.look');
    expect(await wordsOn(shown.page)).toMatch(/name somebody, or may[\s\S]*Quell/);
    await fill({ happened_en: 'The court made a decision.' });
    await press('several.look');
    its.path = new URL(shown.page.url()).pathname;
    its.batchId = its.path.split('/').at(-1) ?? '';
  });

  test('shows how many, three of them in their languages, and everybody left out with the reason', async () => {
    const words = await wordsOn(shown.page);
    expect(words).toContain('3 people would be told');
    expect(words).toMatch(/What 3 of them get[\s\S]*Basia Nowak[\s\S]*Reads Polish/);
    expect(words).toMatch(/Dov Pell[\s\S]*They took back their yes to hearing of this/);
    expect(words).toMatch(/Eli Rook[\s\S]*Everything is paused for them/);
    expect(words).toContain('1 more person is left out: their case is restricted to a few colleagues.');
    expect(words).not.toContain('Fay Sant');
    expect(await shown.page.locator('figure.phone').count()).toBe(6);
  });

  test('is confirmed by typing their number, and then nothing exists for anybody for ten minutes', async () => {
    const { fill } = desk();
    await fill({ people: '30' });
    await pressButton(shown.page, 'Tell 3 people in ten minutes');
    expect(await wordsOn(shown.page)).toContain('That is not the number of people.');
    await fill({ people: '3' });
    await pressButton(shown.page, 'Tell 3 people in ten minutes');
    expect(await wordsOn(shown.page)).toMatch(/Nothing has left\. It begins/);
    for (const name of names) {
      expect(await whatIsHeld(here.house, of(name).caseId).updates()).toEqual([]);
      expect(await whatIsHeld(here.house, of(name).caseId).messages()).toEqual([]);
    }
  });

  test('is told by itself to who still agrees, each in their language, and to nobody else', async () => {
    await answer(of('Cas Orme'), ['updates/decision/'], 'declined');
    await database((sql) => afterTenMinutes(sql, its.batchId));
    await until(async () => {
      const [row] = await database((sql) => sql`select ended_at from batch where id = ${its.batchId}`);
      return row?.ended_at !== null;
    });
    await until(async () => (await sentTo()).length >= 4);
    await desk().open(its.path);
    const words = await wordsOn(shown.page);
    expect(words).toMatch(
      /Everybody has had their turn[\s\S]*3 of 3 people[\s\S]*2 people were told[\s\S]*1 person was left out/,
    );
    expect(words).toMatch(
      /Cas Orme[\s\S]*They took back their yes to hearing of this\. Since it was looked at/,
    );
  });

  test('ends with what PostgreSQL holds and what the provider was given', async () => {
    const sheets = await here.letterbox.everything();
    expect(sheets.map(({ to }) => to).toSorted()).toEqual(
      [
        mobileOf('Ada Quell'),
        mobileOf('Basia Nowak'),
        'ada@people.example',
        'basia@people.example',
      ].toSorted(),
    );
    expect(JSON.stringify(sheets)).not.toMatch(/court|Sąd|decision|Quell|Nowak/);
    const told = { topic: 'decision', state: 'published', read: false };
    const held = (name: (typeof names)[number]) => whatIsHeld(here.house, of(name).caseId);
    expect(await held('Ada Quell').updates()).toEqual([{ ...told, language: 'en' }]);
    expect(await held('Basia Nowak').updates()).toEqual([{ ...told, language: 'pl' }]);
    for (const name of names.slice(2)) {
      expect(await held(name).updates()).toEqual([]);
      expect(await held(name).messages()).toEqual([]);
    }
    const lanes = await database(
      (sql) => sql`select distinct priority from message where batch_id = ${its.batchId}`,
    );
    expect([...lanes]).toEqual([{ priority: 3 }]);
    expect(await auditOf(here.house.database, of('Ada Quell').victimId)).toContain('update.published');
    expect(await chainsHold(here.house.here, of('Ada Quell').victimId)).toEqual({
      ledger: true,
      audit: true,
    });
  });
});

describe('whoever may see it', () => {
  test('stops it in its ten minutes, without JavaScript, and nobody hears anything', async () => {
    const { open, fill, press } = desk();
    await open(`/several/new?case=${of('Ada Quell').caseId}&kind=panel&happenedOn=2026-11-19`);
    await fill({ happened_en: 'The panel met.', next_en: 'More by Christmas.' });
    await fill({ happened_pl: 'Zebrał się panel.', next_pl: 'Napiszemy przed świętami.' });
    await press('several.look');
    await fill({ people: '4' });
    await pressButton(shown.page, 'Tell 4 people in ten minutes');
    const stopped = new URL(shown.page.url()).pathname;
    const before = await here.letterbox.everything();
    await withPage({ browser: here.browser, javaScript: false }, async (page) => {
      const { goTo } = await withoutScript(page, manager());
      await goTo('/several');
      expect(await wordsOn(page)).toMatch(/Begins soon[\s\S]*Panel met/);
      await goTo(stopped);
      await pressButton(page, 'Stop it');
      expect(await wordsOn(page)).toMatch(
        /Stopped by Tom[\s\S]*Nobody was told[\s\S]*4 people hear nothing from this/,
      );
    });
    await database((sql) => afterTenMinutes(sql, stopped.split('/').at(-1) ?? ''));
    expect(await here.letterbox.everything()).toEqual(before);
    const panels = await database((sql) => sql`select id from milestone where kind = 'panel'`);
    expect([...panels]).toEqual([]);
  });

  test('confirms more than two hundred with a code, and a colleague with another, who reads of it at the start of the day', async () => {
    const crowd = await database((sql) => peopleOfOneIncident(sql, worker(), 201));
    // As PostgreSQL does by itself within a minute: what was planned for a handful would read everybody once for each of them.
    await database((sql) => sql`analyze`);
    const { open, fill, press, t } = desk();
    const [first] = crowd.people;
    await open(`/several/new?case=${first?.caseId}&kind=decision&happenedOn=2026-11-18`);
    await fill({ happened_en: 'A decision was made.', next_en: 'More by Christmas.' });
    await press('several.look');
    const path = new URL(shown.page.url()).pathname;
    await fill({ people: '201' });
    await pressButton(shown.page, 'Tell 201 people in ten minutes');
    expect(await wordsOn(shown.page)).toContain('Type the six digits from your app.');
    await forgetCodes();
    await fill({ code: codeOf(worker()) });
    await pressButton(shown.page, 'Tell 201 people in ten minutes');
    expect(await wordsOn(shown.page)).toMatch(/Somebody else has to agree[\s\S]*You saved this/);
    await withPage({ browser: here.browser, javaScript: false }, async (page) => {
      const { goTo } = await withoutScript(page, manager());
      expect(await wordsOn(page)).toMatch(/News for several people is under way[\s\S]*201 people/);
      await goTo(path);
      await forgetCodes();
      await page.fill('[name="people"]', '201');
      await page.fill('[name="code"]', codeOf(manager()));
      await pressButton(page, 'Agree: tell 201 people in ten minutes');
      expect(await wordsOn(page)).toMatch(
        /Nothing has left\. It begins[\s\S]*Tom agreed as the second person/,
      );
    });
    await open(path);
    await press('several.stop');
    expect(await wordsOn(shown.page)).toContain(t('several.standsBody.stopped', { count: 201 }));
    const updates = await database(
      (sql) => sql`select id from case_update where victim_id = ${first?.victimId ?? ''}`,
    );
    expect([...updates]).toEqual([]);
  });

  test('is nobody of another service, and nobody who may not open every case in it', async () => {
    for (const stranger of [here.house.elsewhere.worker, here.house.elsewhere.manager])
      await withPage({ browser: here.browser, errorsExpected: true }, async (page) => {
        const { signIn, open } = atTheDesk(page, here.desk);
        await signIn(stranger);
        await open('/several');
        expect(await wordsOn(page)).toContain('Nothing for several people yet.');
        const answered = await page.goto(`${here.desk}${its.path}`);
        expect(answered?.status()).toBe(404);
      });
  });
});

describe('whoever confirmed it, and may not open somebody in it any more', () => {
  test('reads that there is one, without its words or anybody in it, and stops it without JavaScript', async () => {
    const { open, fill, press } = desk();
    await open(`/several/new?case=${of('Ada Quell').caseId}&kind=order_review&happenedOn=2026-11-17`);
    await fill({ happened_en: 'The order was looked at.', next_en: 'More by Christmas.' });
    await fill({ happened_pl: 'Sprawdzono postanowienie.', next_pl: 'Napiszemy przed świętami.' });
    await press('several.look');
    const [count] = /\d+ people would be told|1 person would be told/.exec(await wordsOn(shown.page)) ?? [''];
    const number = String(Number.parseInt(count, 10));
    await fill({ people: number });
    await pressButton(shown.page, `Tell ${number} people in ten minutes`);
    const path = new URL(shown.page.url()).pathname;
    const before = await here.letterbox.everything();
    await transactionAs(worker(), (tx) => declareConflict(tx, of('Ada Quell').victimId, manager().staffId));
    await withPage({ browser: here.browser, javaScript: false }, async (page) => {
      const { goTo } = await withoutScript(page, worker());
      await goTo('/several');
      expect(await wordsOn(page)).toMatch(
        /Begins soon[\s\S]*Somebody in it is closed to you; you may stop it/,
      );
      await followLink(page, backofficeWords.t('several.shutToYou'));
      expect(new URL(page.url()).pathname).toBe(path);
      expect(await wordsOn(page)).not.toMatch(
        /Quell|Nowak|looked at\.|Order|2026-11-17|\b\d+ (people|person)/,
      );
      await pressButton(page, 'Stop it');
      expect(await wordsOn(page)).toContain('Stopped by Amira');
      expect(await page.getByRole('button', { name: 'Stop it' }).count()).toBe(0);
    });
    const batchId = path.split('/').at(-1) ?? '';
    await database((sql) => afterTenMinutes(sql, batchId));
    const [row] = await database((sql) => sql`select stopped_by from batch where id = ${batchId}`);
    expect(row).toEqual({ stopped_by: worker().staffId });
    expect([...(await database((sql) => sql`select id from message where batch_id = ${batchId}`))]).toEqual(
      [],
    );
    expect(await here.letterbox.everything()).toEqual(before);
  });
});
