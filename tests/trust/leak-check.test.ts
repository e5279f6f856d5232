import { beforeAll, describe, expect, test } from 'vitest';
import { caseOf } from '../../casework/case/store.server.ts';
import { formName, type KnownKey, leaksFrom, readingOf } from '../../casework/leak/check.ts';
import { entryOf } from '../../casework/leak/entry.ts';
import type { Leaks } from '../../casework/leak/rules.ts';
import { knowIdentifier, leaksIn } from '../../casework/leak/store.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { aHouse } from '../support/house.ts';
import { leakExtracts } from '../support/leak-extracts/leak-extracts.ts';
import { type LeakText, leakTexts, type Span } from '../support/leak-texts/leak-texts.ts';
import { someone } from '../support/people.ts';

const house = aHouse();

/** A text of either hand. */
type Written = Pick<LeakText, 'identifiers' | 'text' | 'named' | 'warned'> & { language: string };

/** What is known of a text's own identifiers, in memory: the same keys that are otherwise hashed and kept. */
function keysOf({ identifiers }: Pick<Written, 'identifiers'>): Map<string, KnownKey[]> {
  const keys = identifiers.flatMap((entered, at) => {
    const { script, keys: all } = entryOf(entered);
    return all.map((key) => ({ ...key, script, kind: entered.kind, identifierId: `${at}`, theirs: false }));
  });
  return Map.groupBy(keys, formName);
}

function judged(text: Pick<Written, 'identifiers' | 'text'>): Leaks {
  const known = keysOf(text);
  return leaksFrom(readingOf(text.text), (form) => Array.from(known.get(formName(form)) ?? []));
}

const touches = (span: Span, marks: Leaks['blocked']) =>
  marks.some(({ from, to }) => from < span.to && to > span.from);

class Forgotten extends Error {
  readonly leaks: Leaks;
  constructor(leaks: Leaks) {
    super('nothing of this is kept');
    this.leaks = leaks;
  }
}

// Each text has names of its own: they are made known, met, and forgotten with the transaction.
async function leaksByDatabase(
  incidentId: string,
  victimId: string,
  { identifiers, text }: Pick<Written, 'identifiers' | 'text'>,
) {
  const forgotten = await transactionAs(house.here.worker, async (tx) => {
    for (const one of identifiers) await knowIdentifier(tx, incidentId, one);
    throw new Forgotten(await leaksIn(tx, { victimId }, text));
  }).catch((error: unknown) => error);
  if (forgotten instanceof Forgotten) return forgotten.leaks;
  throw forgotten;
}

const all: [string, number, (seed: number, count: number) => Written[]][] = [
  ['the second hand', 20, leakExtracts],
  ['the first hand', 20, leakTexts],
  ['the first hand', 7, leakTexts],
  ['the second hand', 1, leakExtracts],
];
const hands = process.env.HEARD_FULL === undefined ? all.slice(0, 1) : all;

describe.each(hands)(
  '2,000 texts in seven scripts, most of which only nearly name somebody (%s, %i)',
  (_, seed, write) => {
    const read: { text: Written; leaks: Leaks }[] = [];
    beforeAll(() => {
      read.push(...write(seed, 2000).map((text) => ({ text, leaks: judged(text) })));
    });

    test('every name that stands in one stops it, and the words are marked', () => {
      const missed = read.flatMap(({ text, leaks }) =>
        text.named
          .filter((span) => !touches(span, leaks.blocked))
          .map(({ words, how }) => `${text.language}: ${words} (${how})`),
      );
      expect(missed).toEqual([]);
    });

    test('of those that name nobody, at most one in a hundred is stopped', () => {
      const near = read.filter(({ text }) => text.named.length === 0);
      const stopped = near.filter(({ leaks }) => leaks.blocked.length > 0);
      expect(near.length).toBeGreaterThanOrEqual(1000);
      expect(stopped.length).toBeLessThanOrEqual(near.length / 100);
    });

    test('an ordinary word that is also a name asks for a look', () => {
      const unwarned = read.flatMap(({ text, leaks }) =>
        text.warned
          .filter((span) => !touches(span, [...leaks.warned, ...leaks.blocked]))
          .map(({ words }) => `${text.language}: ${words}`),
      );
      expect(unwarned).toEqual([]);
    });
  },
);

describe('the same check by the database', () => {
  let where = { incidentId: '', victimId: '' };
  beforeAll(async () => {
    const { victimId, caseId } = await someone(house.here.worker, {
      name: 'Wilhelmina Oyelaran',
      callMe: 'Mina',
    });
    const found = await transactionAs(house.here.worker, (tx) => caseOf(tx, caseId));
    where = { incidentId: found?.incident.id ?? '', victimId };
  });

  test('meets what the check meets that never asks it', async () => {
    for (const text of [...leakTexts(7, 63), ...leakExtracts(1, 16)])
      expect(await leaksByDatabase(where.incidentId, where.victimId, text), text.text).toEqual(judged(text));
  });
});
