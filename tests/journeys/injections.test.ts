import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inhabitants } from '../accessibility/inhabitants.ts';
import { anOpenHouse, type OpenHouse, originOf } from '../accessibility/open-house.ts';
import type { Site } from '../accessibility/registry/manifest.ts';
import type { Who } from '../accessibility/registry/state.ts';
import { rows } from '../support/audit-of.ts';
import { chromium } from '../support/browser.ts';
import { canariesIn, injectionsFor, packed } from '../support/injections/corpus.ts';
import { byWho, type Looked, routesOf, seatFor } from '../support/injections/looking.ts';
import { asRead, foundOn, plant, type Sowing } from '../support/injections/planted.ts';
import { formsOn, typeInto } from '../support/injections/retyped.ts';
import { fewAtATime, oneOfEach, type Readers, readersOf, untried } from '../support/injections/rounds.ts';
import { readPage } from '../support/injections/watch.ts';
import { patiently } from '../support/patiently.ts';

const house = anOpenHouse();
const sites = ['portal', 'backoffice'] as const satisfies Site[];
// A field for sixty characters takes one string at a time: with --full everything goes into every field, else a part.
const full = process.env.HEARD_FULL !== undefined;
const here = {} as { readers: Readers; others: Readers | null; browsers: Browser[] };

/** A second household like the first, in which nothing is planted yet: its pages are still short. */
async function besides(): Promise<OpenHouse> {
  const people = await inhabitants(house.here.worker, house.here.manager);
  const { victimId } = people.settled;
  const [ids] = await rows(
    house.database,
    (sql) => sql<{ message: string; concern: string }[]>`
      select (select id from message where victim_id = ${victimId} order by id limit 1) as message,
        (select id from safety_concern where victim_id = ${victimId} limit 1) as concern`,
  );
  const things = { ...people.things, messageId: ids?.message ?? '', concernId: ids?.concern ?? '' };
  return { ...house, ...people, things };
}

beforeAll(async () => {
  // PostgreSQL has not looked yet at what the people here have, and would look for it row by row.
  await rows(house.database, (sql) => sql`analyze`);
  here.browsers = full ? await Promise.all([chromium(), chromium(), chromium()]) : [];
  here.readers = readersOf(house, full ? here.browsers : undefined);
  here.others = full ? readersOf(await besides(), here.browsers, here.readers) : null;
});
afterAll(async () => {
  await here.readers.leave();
  for (const browser of here.browsers) await browser.close();
});

const planted = ({ house: { here: service, settled: who, things }, done }: Readers, only?: Sowing['only']) =>
  plant({ ...service, who, things }, { done, full, ...(only && { only }) });

/** Goes on until what holds many values has taken every string, and looks wherever they stand. */
async function tryWhatLasts(readers: Readers): Promise<string[]> {
  const faults: string[] = [];
  for (let round = await planted(readers, 'lasting'); round.planted.length > 0; ) {
    faults.push(...(await readers.look(round)).faults);
    round = await planted(readers, 'lasting');
  }
  await readers.leave();
  return faults;
}

/** One value after the other on every page where the first of them stood: these pages are the same whatever the value. */
async function tryWhatReplaces(readers: Readers): Promise<string[]> {
  const { seen, faults } = await readers.look(await planted(readers, 'replacing'));
  const standing = oneOfEach(seen.filter(({ whole }) => whole.length > 0));
  let rounds = 1;
  for (let round = await planted(readers, 'replacing'); round.planted.length > 0; rounds += 1) {
    faults.push(...(await readers.look(round, standing)).faults);
    // A browser keeps something of every page it has shown, until it does little but tidy up.
    if (rounds % 20 === 0) await readers.leave();
    round = await planted(readers, 'replacing');
  }
  await readers.leave();
  return faults;
}

/** Puts every string there is into every field that takes it, and says how much of it was read. */
async function tryEverything(readers: Readers, others: Readers): Promise<string[]> {
  const faults = [...(await tryWhatLasts(readers)), ...(await tryWhatReplaces(others))];
  const { triples, fields, lines } = readers.tried();
  process.stdout.write(`${lines.join('\n')}\n${fields} fields, ${triples} strings of fields read on pages\n`);
  return [...faults, ...untried(readers.done)];
}

const retyped = injectionsFor(800);
const retypedStrings = new Map(retyped.map(({ number, text }) => [number, asRead(text)]));

/** Types strings into every box of every form of some pages, and looks at what is given back. */
async function retypeAll(site: Site, as: Who, looked: readonly Looked[]) {
  const { page, doings } = await seatFor(house, site, as);
  const tried: { path: string; whole: number; faults: string[] }[] = [];
  for (const { path } of looked) {
    const url = originOf(house, site) + path;
    await page.goto(url);
    let fresh = true;
    for (const { form, boxes, method } of await formsOn(page)) {
      const values = packed(retyped, method === 'get' ? 500 : Math.floor(20_000 / boxes.length));
      const typed = boxes.map((name, at): [string, string] => [name, values[at % values.length]?.text ?? '']);
      const { status } = await patiently(async () => {
        if (!fresh) await page.goto(url);
        fresh = false;
        return { status: await typeInto(page, { form, typed }) };
      });
      const { text, acting } = await readPage(page);
      const wrong = status < 500 ? [] : [`answered ${status}`];
      tried.push({
        path,
        whole: foundOn(text, retypedStrings).whole.length,
        faults: [...wrong, ...doings.splice(0), ...acting].map((what) => `${path} ${boxes}: ${what}`),
      });
    }
  }
  await page.context().close();
  return tried;
}

describe('strings that were put into every field', () => {
  test(
    'are words on every page of both sites: nothing runs or is refused, and each is read as it was typed',
    async () => {
      const { readers, others } = here;
      const faults = others
        ? await tryEverything(readers, others)
        : (await readers.look(await planted(readers))).faults;
      expect(faults).toEqual([]);
      expect(readers.counts.portal).toBeGreaterThan(25);
      expect(readers.counts.backoffice).toBeGreaterThan(100);
      expect(readers.done.size).toBeGreaterThan(10_000);
    },
    full ? 7_200_000 : 300_000,
  );

  test.each(sites)('are words where a form of the %s gives them back', async (site) => {
    const chairs = [...byWho(routesOf(house, site))];
    const tried = (await fewAtATime(chairs, ([as, looked]) => retypeAll(site, as, looked))).flat();
    expect(tried.flatMap(({ faults }) => faults)).toEqual([]);
    expect(tried.filter(({ whole }) => whole > 500).length).toBeGreaterThan(10);
  });
});

describe('a page that took them for more than words', () => {
  const raw = retyped.map(({ text }) => `<div>${text.replaceAll('\0', '')}</div>`);

  async function opened(pieces: readonly string[], policy: Record<string, string>) {
    const { page, doings } = await seatFor(house, 'portal', 'nobody');
    const url = `${originOf(house, 'portal')}/planted`;
    let piece = '';
    await page.route(url, (route) =>
      route.fulfill({
        body: `<!doctype html><title>x</title>${piece}`,
        contentType: 'text/html; charset=utf-8',
        headers: policy,
      }),
    );
    for (piece of pieces) await page.goto(url);
    const { acting } = await readPage(page);
    await page.context().close();
    return { doings, acting };
  }

  test('is noticed: without a policy its canaries run and reach out', async () => {
    const { doings, acting } = await opened(raw.slice(0, 60), {});
    expect(canariesIn(doings.filter((one) => one.startsWith('ran: ')).join()).length).toBeGreaterThan(5);
    expect(doings.filter((one) => one.startsWith('asked: ')).length).toBeGreaterThan(0);
    expect(acting).not.toEqual([]);
  });

  test('is noticed: with our own policy that it is refused is told', async () => {
    const { headers } = await fetch(`${house.heard.portal.url}/card`);
    const policy = { 'content-security-policy': headers.get('content-security-policy') ?? '' };
    const { doings } = await opened(raw.slice(0, 60), policy);
    expect(doings.filter((one) => one.startsWith('ran: policy: ')).length).toBeGreaterThan(20);
    expect(canariesIn(doings.filter((one) => /^ran: \d/.test(one)).join())).toEqual([]);
  });

  test('is noticed where it asks something, or says a string otherwise than it was typed', async () => {
    const { doings } = await opened(['<script>alert(1)</script>'], {});
    expect(doings).toEqual(['ran: alert: 1']);
    const strings = new Map([[900_001, '<b>900001']]);
    expect(foundOn('<b>900001', strings)).toEqual({ whole: [900_001], changed: [] });
    expect(foundOn('b 900001', strings)).toEqual({ whole: [], changed: [900_001] });
  });
});
