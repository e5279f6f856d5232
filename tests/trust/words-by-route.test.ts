import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withIds } from '../accessibility/arrive.ts';
import { inhabitants, type Things } from '../accessibility/inhabitants.ts';
import { looksAt } from '../accessibility/registry/looks.ts';
import { differences, routesOf, type Site } from '../accessibility/registry/manifest.ts';
import { registries } from '../accessibility/registry/registries.ts';
import { addressesOf, type Ids, idsIn } from '../support/every-route/addresses.ts';
import { deskAskers, portalAskers, tried } from '../support/every-route/askers.ts';
import type { Asker } from '../support/every-route/asking.ts';
import type { Kind } from '../support/every-route/canaries.ts';
import { type Asked, askForAll, onNobodys, type Read } from '../support/every-route/crawl.ts';
import { type LeftWords, leaveWords } from '../support/every-route/planted.ts';
import { type Posted, postAll } from '../support/every-route/posting.ts';
import { type Remembered, remembered } from '../support/every-route/put-back.ts';
import { aHouse } from '../support/house.ts';
import { someone } from '../support/people.ts';
import { type Running, startHeard } from '../support/running.ts';

const house = aHouse();
const sites = ['portal', 'backoffice'] as const satisfies Site[];
const here = {} as {
  heard: Running<'portal' | 'backoffice'>;
  superuser: postgres.Sql;
  before: Remembered;
  left: LeftWords;
  askers: Record<Site, Asker[]>;
  ids: Record<Site, Ids>;
  things: Things;
};

/** What lists leave out unless they are asked for everything. */
const unnarrowed = { portal: [], backoffice: ['/feedback?state=all', '/feedback.csv?state=all'] };

beforeAll(async () => {
  const { worker, manager } = house.here;
  const { settled, newcomer, things } = await inhabitants(worker, manager);
  const left = await leaveWords(worker, settled);
  const foreigner = await someone(house.elsewhere.worker);
  const people = { author: settled, stranger: newcomer, foreigner };
  const askers = {
    portal: (await portalAskers(house, people)).filter(({ name }) => tried(name)),
    backoffice: (await deskAskers(house, people)).filter(({ name }) => tried(name)),
  };
  const superuser = postgres(house.database.superuserUrl, {
    max: 1,
    connection: { client_min_messages: 'warning' },
  });
  const ids = await idsIn(superuser, settled.me, [...left.ids, ...Object.values(things)]);
  // What happens by itself would be undone and done again between one request and the next: there is no worker.
  const heard = await startHeard(house.database, { LOG_LEVEL: 'error' }, sites);
  Object.assign(here, { heard, superuser, askers, left, ids, things, before: await remembered(superuser) });
});
afterAll(async () => {
  await here.superuser.end();
  await here.heard.stop();
});

const author = ['the author', 'the author, by e-mail'];
const casework = ['a manager', 'another worker', 'lead', 'their worker'];
const managers = ['a manager', 'lead'];

/** Who may read which texts by asking for an address, and who does. */
const byAsking: Record<Site, Partial<Record<Kind, string[]>>> = {
  portal: {
    ...{ draft: author, sent: author, cutFrom: author, withdrawn: author, toConfirm: author },
    ...{ proposed: author, approved: author, notMyWorker: [...author, 'their parent, who acts for them'] },
  },
  backoffice: { proposed: casework, approved: casework, notMyWorker: managers },
};

/** Who may read which by sending a form: what was sent is opened for a reason, and what was taken down by whoever did so. */
const bySending: Record<Site, Partial<Record<Kind, string[]>>> = {
  portal: { draft: author, sent: author, toConfirm: author, proposed: author },
  backoffice: {
    ...{ sent: casework, cutFrom: casework, toConfirm: ['their worker'] },
    ...{ proposed: casework, approved: casework, notMyWorker: managers },
  },
};

function readers(reads: readonly Read[]): Partial<Record<Kind, string[]>> {
  const byKind = Map.groupBy(reads, ({ kind }) => kind);
  return Object.fromEntries(
    [...byKind].map(([kind, some]) => [kind, [...new Set(some.map(({ by }) => by.name))].sort()]),
  );
}

const amongTried = (expected: Partial<Record<Kind, string[]>>) =>
  Object.fromEntries(Object.entries(expected).map(([kind, names]) => [kind, names.filter(tried)]));
const enough = process.env.HEARD_FULL === undefined ? 500 : 1000;

const asked = {} as Record<Site, Asked>;
const posted = {} as Record<Site, Posted>;

describe.each(sites)('every address of the %s', (site) => {
  test('is known, and so is what may stand in it: nobody has to think of a page for it to be tried', () => {
    const routes = routesOf(site);
    expect(differences(registries[site], routes)).toEqual([]);
    expect(routes.filter(({ path }) => !addressesOf(path, here.ids[site]))).toEqual([]);
    expect(addressesOf('/dreams/:id', here.ids[site])).toBeNull();
  });

  test('gives, when everybody asks for it, everyone what is theirs to read and nobody else anything', async () => {
    const { heard, askers, ids, left, things } = here;
    const paths = routesOf(site).flatMap(({ path }) => addressesOf(path, ids[site]) ?? []);
    const narrowed = looksAt(site).flatMap(({ state }) => (state.path?.includes('?') ? [state.path] : []));
    paths.push(...new Set(narrowed.map((path) => withIds(path, things))), ...unnarrowed[site]);
    asked[site] = await askForAll(heard[site].url, askers[site], paths, left.apart);
    expect(asked[site].broken).toEqual([]);
    expect(readers(asked[site].reads)).toEqual(amongTried(byAsking[site]));
    expect(asked[site].requests).toBeGreaterThan(enough);
  });

  test('gives nothing by its headers alone, nor the data of a page without the page', async () => {
    const { heard, askers } = here;
    const paths = [...new Set(asked[site].reads.map(({ path }) => path))];
    const heads = await askForAll(heard[site].url, askers[site], paths, [], 'HEAD');
    expect(readers(heads.reads)).toEqual({});
    const routes = routesOf(site).flatMap(({ path }) => addressesOf(path, here.ids[site])?.slice(0, 1) ?? []);
    const data = [...new Set([...paths, ...routes])].map((path) =>
      path === '/' ? '/_root.data' : `${path}.data`,
    );
    const bare = await askForAll(heard[site].url, askers[site], data);
    expect(readers(bare.reads)).toEqual({});
    expect([...bare.answers.values()].filter((answer) => !answer.startsWith('404 '))).toEqual([]);
  });

  test('answers what is not theirs as it answers what is not there', () => {
    const { answers } = asked[site];
    const told = [...answers].filter(([, answer]) => answer.startsWith('404 '));
    const unlike = told.filter(([name, answer]) => {
      const nobodys = answers.get(onNobodys(name, site));
      return nobodys !== undefined && nobodys !== answer;
    });
    expect(unlike.map(([name]) => name)).toEqual([]);
    expect(told.length).toBeGreaterThan(50);
  });
});

describe.each(sites)('every form of the %s', (site) => {
  test('sent by everybody shows words to whoever may read them, with a receipt, and moves them nowhere', async () => {
    const { heard, askers, superuser, before, left } = here;
    const { sendings, answers } = asked[site];
    const all = { url: heard[site].url, askers: askers[site], superuser, before, left };
    posted[site] = await postAll({ ...all, sendings, answers });
    const { broken, unreceipted, moved, reads, requests, receipts } = posted[site];
    expect({ broken, unreceipted, moved }).toEqual({ broken: [], unreceipted: [], moved: [] });
    expect(readers(reads)).toEqual(amongTried(bySending[site]));
    expect(receipts).toBeGreaterThan(site === 'portal' ? -1 : 20);
    expect(requests).toBeGreaterThan(enough);
  }, 900_000);

  test('is answered, where it names what is not theirs, as where it names nothing', () => {
    const { oracles, compared } = posted[site];
    expect(oracles).toEqual([]);
    expect(compared).toBeGreaterThan(50);
  });
});
