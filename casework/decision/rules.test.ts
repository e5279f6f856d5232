import { expect, test } from 'vitest';
import { type Coming, nextNeeded } from './rules.ts';

const coming = (wordsNeededBy: string, heldAt: Date | null = null): Coming => ({
  kind: 'panel',
  wordsNeededBy,
  heldAt,
});

test('someone is told of the decision that needs their words first', () => {
  const first = coming('2026-06-01');
  expect(nextNeeded([coming('2026-06-02'), first], '2026-05-20')).toBe(first);
});

test('on the day itself there is still time', () => {
  expect(nextNeeded([coming('2026-06-01')], '2026-06-01')).not.toBeNull();
});

test('nobody is told of a day that has passed, or of a decision that was held', () => {
  expect(nextNeeded([coming('2026-05-31')], '2026-06-01')).toBeNull();
  expect(nextNeeded([coming('2026-06-05', new Date('2026-06-01T09:00:00Z'))], '2026-06-01')).toBeNull();
  expect(nextNeeded([], '2026-06-01')).toBeNull();
});
