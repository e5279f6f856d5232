import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Language } from '#locales/languages.ts';
import { withPage } from '../support/browser.ts';
import { arrive, withIds } from './arrive.ts';
import { weighEveryPage } from './bytes.ts';
import { deskTitleFaults, engineNames, faultsIn, smallestTarget, titleFaults } from './judge.ts';
import { walkByKeyboard } from './keyboard.ts';
import { anOpenHouse, originOf } from './open-house.ts';
import { photographed } from './photographs.ts';
import { type Look, looksAt } from './registry/looks.ts';
import { differences, routesOf, type Site } from './registry/manifest.ts';
import { registries } from './registry/registries.ts';
import { visitorsOf } from './visitors.ts';

const house = anOpenHouse();
const as = visitorsOf(house, true);

const spoken = { portal: ['en', 'ar'], backoffice: ['en'] } as const satisfies Record<Site, Language[]>;

const titleFaultsOf = { portal: titleFaults, backoffice: deskTitleFaults } satisfies Record<Site, unknown>;

async function faultsOf(look: Look, language: Language): Promise<string[]> {
  const { site, route, state } = look;
  return as({ site, as: state.as, language }, async ({ page, complaints }) => {
    const url = originOf(house, site) + withIds(state.path ?? route, house.things);
    const { status, html } = await arrive(page, url, state, house.things);
    const isThere =
      status === state.status && page.url() === url
        ? []
        : [`answer: ${status} at ${page.url()} and not ${state.status} at ${url}`];
    const title = titleFaultsOf[site](await page.title(), language, status === 422);
    const faults = await faultsIn({ page, html, smallest: smallestTarget[site] });
    await photographed(page, look, language);
    const errors = complaints.splice(0).map((complaint) => `console: ${complaint}`);
    return [...isThere, ...title, ...faults, ...errors];
  });
}

describe.each(['portal', 'backoffice'] as const)('the registry of the %s', (site) => {
  test('leaves no page out and has none that is not served', () => {
    const parted = differences(registries[site], routesOf(site));
    expect(parted, parted.join('\n')).toEqual([]);
  });
});

describe('a registry planted', () => {
  const routes = [
    { path: '/', hasPage: true },
    { path: '/language', hasPage: false },
  ];
  const look = { as: 'nobody', when: 'as it is', status: 200 } as const;

  test('is left alone when every route is looked at, or is no page', () => {
    expect(differences({ '/': [look], '/language': { noPage: 'it sends back' } }, routes)).toEqual([]);
  });

  test('is found out when a page is forgotten, imagined, or passed off as none', () => {
    expect(differences({ '/': [look] }, routes)).toHaveLength(1);
    expect(differences({ '/': [look], '/language': [look], '/cellar': [look] }, routes)).toHaveLength(2);
    expect(
      differences({ '/': { noPage: 'no' }, '/language': { noPage: 'it sends back' } }, routes),
    ).toHaveLength(1);
  });
});

describe.each(['portal', 'backoffice'] as const)('the %s', (site) => {
  const looks = looksAt(site).flatMap((look) => spoken[site].map((language) => ({ ...look, language })));

  test.concurrent.each(looks)(
    '$name in $language has no fault an engine can see',
    async ({ language, ...look }) => {
      const faults = await faultsOf(look, language);
      expect(faults, faults.join('\n')).toEqual([]);
    },
  );
});

walkByKeyboard(house);
weighEveryPage(house);

describe('an engine that says nothing would be noticed', () => {
  const canaryOf = (engine: string) =>
    new URL(`../../accessibility/engines/canaries/${engine}.html`, import.meta.url);

  test.each(engineNames)('%s finds fault with its canary', async (engine) => {
    const found = await withPage({ browser: house.browser, bypassPolicy: true }, async (page) => {
      await page.goto(canaryOf(engine).href);
      const html = await readFile(fileURLToPath(canaryOf(engine)), 'utf8');
      return faultsIn({ page, html, smallest: 44 }, [engine]);
    });
    expect(found).not.toEqual([]);
  });

  test.each([
    ['Riverside: home', false, 0],
    ['Error: Riverside: home', true, 0],
    ['Riverside: home', true, 1],
    ['Northfield Youth Justice: home', false, 1],
    ['Riverside: victim updates', false, 1],
  ])('the title %s, refused %s, has %i faults', (title, wasRefused, count) => {
    expect(titleFaults(title, 'en', wasRefused)).toHaveLength(count);
  });

  test.each([
    ['Error: Message – Heard', true, 0],
    ['Message – Heard', false, 0],
    ['Message – Heard', true, 1],
    ['Error: Message – Heard', false, 1],
    ['', false, 1],
  ])('the title %s at the desk, refused %s, has %i faults', (title, wasRefused, count) => {
    expect(deskTitleFaults(title, 'en', wasRefused)).toHaveLength(count);
  });
});
