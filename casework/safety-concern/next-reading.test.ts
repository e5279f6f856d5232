import { expect, test } from 'vitest';
import { nextReading } from './next-reading.ts';

const hours = { opens: '09:00', closes: '17:00' };
const read = (now: string) => nextReading(new Date(now), hours);

test('what someone writes during hours is read that same day', () => {
  expect(read('2026-11-24T10:00:00Z')).toEqual({ open: true, until: new Date('2026-11-24T17:00:00Z') });
});

test('what someone writes on a Friday evening waits until Monday, and says so', () => {
  expect(read('2026-11-20T17:00:00Z')).toEqual({ open: false, from: new Date('2026-11-23T09:00:00Z') });
  expect(read('2026-11-24T08:59:00Z')).toEqual({ open: false, from: new Date('2026-11-24T09:00:00Z') });
});

test('what someone writes before Easter waits until Tuesday, in summer time', () => {
  expect(read('2026-04-02T18:00:00Z')).toEqual({ open: false, from: new Date('2026-04-07T08:00:00Z') });
});
