import { describe, expect, test } from 'vitest';
import words from '#locales/en/backoffice.json' with { type: 'json' };
import { isOverdue, isSilentTooLong, mayBeSilentSeconds, runNames, standstill } from './rules.ts';

const heard = (lastAt: string, silentSeconds: number) => ({ lastAt: new Date(lastAt), silentSeconds });

test('everything that happens by itself has a name and a sentence in plain words, and nothing else has', () => {
  expect(Object.keys(words.timetable.run).toSorted()).toEqual(runNames.toSorted());
  for (const { name, does } of Object.values(words.timetable.run)) expect(name && does).toMatch(/\.$/);
});

describe('a run', () => {
  test('that comes every few seconds is late after a minute, not after one of them', () => {
    expect([59, 61].map((late) => isOverdue(5, late))).toEqual([false, true]);
  });

  test('that comes every hour is late after ten minutes, not only after another hour', () => {
    expect([599, 601].map((late) => isOverdue(3600, late))).toEqual([false, true]);
  });
});

describe('sending', () => {
  test('goes on while everything vital was done within the time allowed', () => {
    expect(isSilentTooLong(mayBeSilentSeconds)).toBe(false);
    expect(standstill([heard('2026-03-02T10:00:00Z', 20), heard('2026-03-02T09:59:00Z', 80)])).toBeNull();
  });

  test('may stand still since the one that was silent first, however well the other goes', () => {
    const silent = heard('2026-03-02T09:00:00Z', 3620);
    const before = heard('2026-03-02T08:00:00Z', 7220);
    const fine = heard('2026-03-02T10:00:00Z', 20);
    expect(standstill([fine, silent])).toEqual({ since: silent.lastAt });
    expect(standstill([silent, before])).toEqual({ since: before.lastAt });
  });

  test('that never went on has no since', () => {
    expect(standstill([{ lastAt: null, silentSeconds: null }, heard('2026-03-02T09:00:00Z', 3620)])).toEqual({
      since: null,
    });
  });
});
