import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeAdjustments } from '#casework/adjustment/store.server.ts';
import { addContactPoint } from '#casework/contact-point/store.server.ts';
import { changeContactPreference } from '#casework/contact-preference/store.server.ts';
import { makeRun } from '#casework/print-run/making.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { Language } from '#locales/languages.ts';
import { beginSession } from '#web/session.server.ts';
import { aHouse } from '../support/house.ts';
import {
  cardByLetter,
  comesToBePrinted,
  newsByLetter,
  seenBy,
  someoneWithAnAddress,
} from '../support/letters.ts';
import { type Running, startHeard } from '../support/running.ts';
import { withWords } from '../support/someone.ts';
import { squareCodesOn, wordsPlaced } from './letter-tools.ts';
import { asRead, type Examined, examined } from './pdf-tools.ts';

const house = aHouse();
type Addressee = Awaited<ReturnType<typeof someoneWithAnAddress>> & { street: string };
const here = {} as {
  running: Running;
  session: string;
  runId: string;
  pdf: Buffer;
  cards: { locator: string; secret: string }[];
  references: string[];
  people: Addressee[];
  seen: Examined;
};

/** Presses a button of the back office as a form would, and gives back what comes. */
function pressed(path: string, method = 'POST', session = here.session) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    type: string;
    bytes: Buffer;
  }>();
  const { url } = here.running.backoffice;
  const headers = {
    ...{ cookie: `__Host-b=${session}`, origin: url, 'sec-fetch-site': 'same-origin' },
    'content-type': 'application/x-www-form-urlencoded',
  };
  const asked = request(`${url}${path}`, { method, headers }, async (response) => {
    const type = String(response.headers['content-type']);
    resolve({ status: response.statusCode ?? 0, type, bytes: await buffer(response) });
  });
  asked.on('error', reject).end();
  return promise;
}

const streets = ['Greengage', 'Damson', 'Quince', 'Medlar', 'Bullace'];

async function reading(language: Language, index: number, largePrint = false): Promise<Addressee> {
  const { worker } = house.here;
  const street = `${streets[index] ?? 'Sloe'} Lane`;
  const who = await someoneWithAnAddress(worker, `${index + 11} ${street}\nRivermead\nRM${index + 1} 2AB`);
  await transactionAs(worker, async (tx) => {
    await changeContactPreference(tx, who.victimId, { languageWritten: language }, withWords);
    if (largePrint) await changeAdjustments(tx, who.victimId, [{ kind: 'large_print', note: null }]);
    await addContactPoint(tx, who.victimId, {
      ...{ kind: 'mobile', value: `+44770090060${index}`, source: 'police', shared: false, watched: false },
    });
  });
  return { ...who, street };
}

beforeAll(async () => {
  const { worker } = house.here;
  const people: Addressee[] = [];
  for (const [index, language] of (['en', 'ar', 'ur', 'pl'] as const).entries())
    people.push(await reading(language, index, language === 'pl'));
  const cards = [];
  for (const who of people) cards.push(await cardByLetter(worker, who));
  const told = await reading('en', 4);
  await newsByLetter(worker, told);
  people.push(told);
  await comesToBePrinted(worker);
  const runId = String(await transactionAs(worker, makeRun));
  const session = await transactionAs(worker, (tx) => beginSession(tx, 'full'));
  const { members } = await seenBy(worker, runId);
  Object.assign(here, {
    runId,
    session,
    cards,
    people,
    references: members.map(({ reference }) => reference),
  });
  here.running = await startHeard(house.database);
  here.pdf = (await pressed(`/letters/${runId}/pdf`)).bytes;
  here.seen = await examined(here.pdf);
});
afterAll(() => here.running.stop());

// In millimetres. What the window of a DL envelope shows however the sheet lies in it, and whatever it may ever show.
const always = { left: 20, right: 100, top: 57, bottom: 87 };
const ever = { left: 10, right: 110, top: 46, bottom: 92 };

/** The pages of the PDF, letter by letter: a letter begins where its address stands. */
async function pagesByLetter() {
  const pages = await wordsPlaced(here.pdf);
  const numbers = pages.map((words) => words.some(({ word }) => here.references.includes(word)));
  return here.references.map((reference) =>
    pages.flatMap((words, index) =>
      index > 0 && numbers[index] && words.at(-1) && words.some(({ word }) => word === reference)
        ? [{ page: index + 1, words }]
        : [],
    ),
  );
}

describe('letters, as they are printed', () => {
  test('are sound, tagged, titled and each in its language, and say nothing of who made them or when', () => {
    const { check, info, plain, fonts } = here.seen;
    expect(check).toContain('No syntax or stream encoding errors');
    expect(info).toMatch(/^Title: +Letters to post$/m);
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(plain).toContain('<pdfuaid:part>1</pdfuaid:part>');
    for (const language of ['en', 'ar', 'ur', 'pl']) expect(plain).toContain(`/Lang (${language})`);
    expect(info).not.toMatch(/Author|Producer|Keywords|Subject|CreationDate|ModDate/);
    expect(plain).not.toMatch(/\/(JS|JavaScript|OpenAction|AA|Launch|URI|EmbeddedFile|AcroForm)\b/);
    expect(fonts.split('\n').filter((line) => / no {2,}(yes|no) +(yes|no) +\d/.test(line))).toEqual([]);
    expect([fonts.includes('Amiri'), fonts.includes('NotoNastaliqUrdu')]).toEqual([true, true]);
  });

  test('begin on sheets of their own, however they are printed, each sheet with its reference and number', async () => {
    const letters = await pagesByLetter();
    expect(letters.map((pages) => pages.length > 0)).toEqual(here.references.map(() => true));
    for (const [index, pages] of letters.entries()) {
      expect((pages[0]?.page ?? 0) % 2, `letter ${index + 1}`).toBe(1);
      for (const [at, { words }] of pages.entries()) {
        const foot = words
          .filter(({ top }) => top > 270)
          .sort((one, other) => one.left - other.left)
          .map(({ word }) => word);
        expect(foot).toEqual([here.references[index], `${at + 1}`, '/', `${pages.length}`]);
      }
    }
  });

  test('show in the window a name and an address, whole, and never anything else', async () => {
    for (const [index, pages] of (await pagesByLetter()).entries()) {
      const words = pages[0]?.words ?? [];
      const shows = (window: typeof ever) =>
        words.filter(
          ({ left, right, top, bottom }) =>
            right > window.left && left < window.right && bottom > window.top && top < window.bottom,
        );
      const seen = shows(ever);
      expect(seen.map(({ word }) => word).join(' ')).toBe(
        `Sam Field ${index + 11} ${here.people[index]?.street} Rivermead RM${index + 1} 2AB`,
      );
      for (const { word, left, right, top, bottom } of seen)
        expect(
          left > always.left && right < always.right && top > always.top && bottom < always.bottom,
          word,
        ).toBe(true);
    }
  });

  test('bring each their own card and nobody else’s, in words and for a telephone', async () => {
    const letters = await pagesByLetter();
    for (const [index, { locator, secret }] of here.cards.entries()) {
      const shown = [locator, `${secret.slice(0, 4)}-${secret.slice(4)}`];
      const on = letters.map((pages) =>
        shown.map((word) => pages.flatMap(({ words }) => words).filter((one) => one.word === word).length),
      );
      expect(on[index], 'in the words and on the card').toEqual([2, 2]);
      expect(
        on
          .filter((_, other) => other !== index)
          .flat()
          .every((times) => times === 0),
      ).toBe(true);
      const last = letters[index]?.at(-1)?.page ?? 0;
      const says = await squareCodesOn(here.pdf, last);
      expect(says).toEqual([expect.stringMatching(/^http:\/\/rivermead\.localhost:\d+\/card$/)]);
    }
  });

  test('leave the back of a card empty, so that cutting it out cuts no words', async () => {
    for (const pages of (await pagesByLetter()).slice(0, here.cards.length))
      for (const { words } of pages.slice(0, -1))
        expect(words.filter(({ top, bottom }) => bottom > 219 && top < 275)).toEqual([]);
  });

  test('hold no other address, no number of anybody’s and nothing of another service', () => {
    const { text, plain } = here.seen;
    for (const { street } of here.people) expect(text.split(street)).toHaveLength(2);
    for (const forbidden of ['7700900600', '07700 900', 'hollowell', 'Youth Justice', here.runId])
      expect(`${text}${plain}`).not.toContain(forbidden);
    for (const { victimId, caseId, addressId } of here.people)
      for (const id of [victimId, caseId, addressId]) expect(plain).not.toContain(id);
  });

  test('are read in Arabic as they are written', () => {
    const words = asRead(here.seen.text);
    expect(words).toContain('كم تسمع منا');
    expect(words).toContain('رقمنا المرجعي');
  });

  test('lie under a sheet that names nobody', async () => {
    const [cover = []] = await wordsPlaced(here.pdf);
    const words = cover.map(({ word }) => word).join(' ');
    for (const reference of here.references) expect(words).toContain(reference);
    expect(words).toContain('PO Box 1');
    expect(words).not.toMatch(/Sam|Field|Lane|Rivermead/);
  });
});

describe('letters are printed by a press alone', () => {
  test('of somebody who may open them', async () => {
    const elsewhere = await transactionAs(house.elsewhere.worker, (tx) => beginSession(tx, 'full'));
    expect((await pressed(`/letters/${here.runId}/pdf`, 'GET')).status).toBe(404);
    expect((await pressed(`/letters/${here.runId}/pdf`, 'POST', elsewhere)).status).toBe(404);
    const again = await pressed(`/letters/${here.runId}/pdf`);
    expect([again.status, again.type]).toEqual([200, 'application/pdf']);
  });
});
