import { beforeAll, describe, expect, test } from 'vitest';
import { anOpenHouse, originOf } from '../accessibility/open-house.ts';
import type { Site } from '../accessibility/registry/manifest.ts';
import type { Who } from '../accessibility/registry/state.ts';
import type { Shown } from '../support/injections/bed.ts';
import { canariesIn, injectionsFor, packed } from '../support/injections/corpus.ts';
import {
  byWho,
  type Looked,
  lookAround,
  pagesOf,
  patiently,
  routesOf,
  seatFor,
} from '../support/injections/looking.ts';
import { asRead, foundOn, type Planted, plant } from '../support/injections/planted.ts';
import { formsOn, typeInto } from '../support/injections/retyped.ts';
import { readPage } from '../support/injections/watch.ts';

const house = anOpenHouse();
const sites = ['portal', 'backoffice'] as const satisfies Site[];
// A field for sixty characters takes one string at a time: with --full everything goes into every field, else a part.
const rounds = process.env.HEARD_FULL ? 600 : 1;

type Round = { planted: Planted[]; shown: Shown[] };
const first = {} as Round;
const planted = () => plant({ ...house.here, who: house.settled, things: house.things }, done);
const done = new Set<number>();

beforeAll(async () => {
  Object.assign(first, await planted());
}, 120_000);

// The sites have a promise to keep about how long anybody waits: too many readers at once would be sent away.
async function fewAtATime<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const [waiting, made]: [T[], R[]] = [[...all], []];
  const take = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) made.push(await work(one));
  };
  await Promise.all([take(), take(), take()]);
  return made;
}

const halves = (looked: readonly Looked[]) => {
  const half = Math.ceil(looked.length / 2);
  return [looked.slice(0, half), looked.slice(half)];
};

/** Has everybody look at every page where the strings of a round stand; gives back what was found, a line for each fault. */
async function lookAtAll({ planted: put, shown }: Round) {
  const strings = new Map(put.flatMap((one) => [...one.strings]));
  const chairs = sites.flatMap((site) =>
    [...byWho(pagesOf(house, site, shown))].flatMap(([as, looked]) =>
      halves(looked).map((some) => ({ site, as, looked: some })),
    ),
  );
  const seen = await fewAtATime(chairs, (chair) => lookAround(house, chair, strings));
  const whole = new Set(seen.flatMap((one) => [...one.whole]));
  const unseen = put.flatMap(({ field, strings: own }) =>
    [...own].filter(([number]) => !whole.has(number)).map(([, text]) => `${field} nowhere says: ${text}`),
  );
  for (const number of strings.keys()) done.add(number);
  return {
    pagesOf: (site: Site) =>
      seen.filter((one) => one.site === site).reduce((sum, { pages }) => sum + pages, 0),
    strings: strings.size,
    faults: [...seen.flatMap(({ faults }) => faults), ...unseen],
  };
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
    for (const { form, boxes, method } of await formsOn(page)) {
      const values = packed(retyped, method === 'get' ? 500 : Math.floor(20_000 / boxes.length));
      const typed = boxes.map((name, at): [string, string] => [name, values[at % values.length]?.text ?? '']);
      const { status } = await patiently(async () => {
        await page.goto(url);
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
      const { pagesOf: looked, strings, faults } = await lookAtAll(first);
      expect(faults).toEqual([]);
      expect(looked('portal')).toBeGreaterThan(25);
      expect(looked('backoffice')).toBeGreaterThan(100);
      expect(strings).toBeGreaterThan(10_000);
      for (let round = 1; round < rounds; round += 1) {
        const more = await planted();
        if (more.planted.length === 0) return;
        expect((await lookAtAll(more)).faults).toEqual([]);
      }
    },
    process.env.HEARD_FULL ? 7_200_000 : 120_000,
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
