import { afterAll, describe, expect, test } from 'vitest';
import { weigh } from '../support/bytes.ts';
import { withIds } from './arrive.ts';
import { type OpenHouse, originOf } from './open-house.ts';
import { looksAt } from './registry/looks.ts';
import { visitorsOf } from './visitors.ts';

const most = { bytes: 30_000, requests: 4 };

const looks = looksAt('portal')
  .filter(({ state }) => !state.sent && state.as !== 'newcomer')
  .flatMap((look, index) =>
    (['en', 'cy', 'pl'] as const).map((language) => ({ ...look, language, seat: index % 2 })),
  );

type Weighed = { name: string; language: string; bytes: number; requests: number };

function tell(weights: Weighed[]): void {
  const [heaviest] = weights.toSorted((a, b) => b.bytes - a.bytes);
  const requests = Math.max(...weights.map((weight) => weight.requests));
  process.stdout.write(
    `Heaviest of ${weights.length} portal pages: ${heaviest?.bytes} bytes, ${heaviest?.name} in ${heaviest?.language}; at most ${requests} requests.\n`,
  );
}

/** Tests that every page of the portal is light, whoever sees it. */
export function weighEveryPage(house: OpenHouse): void {
  const as = visitorsOf(house, false);
  const weights: Weighed[] = [];

  describe('a page of the portal with nothing in the cache', () => {
    afterAll(() => tell(weights));

    test.concurrent.each(looks)(
      '$name in $language is light',
      async ({ route, state, name, language, seat }) => {
        const weight = await as({ site: 'portal', as: state.as, language, seat }, ({ page }) =>
          weigh(page, originOf(house, 'portal') + withIds(state.path ?? route, house.things)),
        );
        weights.push({ name, language, ...weight });
        expect(weight.bytes).toBeGreaterThan(2000);
        expect(weight.bytes).toBeLessThanOrEqual(most.bytes);
        expect(weight.requests, weight.urls.join('\n')).toBeLessThanOrEqual(most.requests);
      },
    );
  });
}
