import { describe, expect, test } from 'vitest';
import { secondsUntilRetry } from './rules.ts';

describe('a message the provider would not take just now', () => {
  test('waits at most half a minute the first time, and at most an hour however often', () => {
    expect(secondsUntilRetry(1, null, 0.999)).toBe(30);
    expect(secondsUntilRetry(3, null, 0.5)).toBe(60);
    expect(secondsUntilRetry(40, null, 0.999)).toBeLessThanOrEqual(3600);
  });
  test('never comes back at once', () => {
    expect(secondsUntilRetry(1, null, 0)).toBe(1);
    expect(secondsUntilRetry(1, 0, 0.5)).toBe(1);
  });
  test('waits as long as the provider asks, but not past the hour', () => {
    expect(secondsUntilRetry(1, 90, 0.1)).toBe(90);
    expect(secondsUntilRetry(1, 86_400, 0.1)).toBe(3600);
  });
  test('waits longer all the same where the provider asks it back at once, time after time', () => {
    expect([1, 2, 3].map((attempt) => secondsUntilRetry(attempt, 1, 0.5))).toEqual([1, 1, 1]);
    expect(secondsUntilRetry(4, 1, 0.5)).toBe(120);
    expect(secondsUntilRetry(40, 0, 0.5)).toBe(1800);
  });
});
