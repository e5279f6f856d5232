import { expect, it } from 'vitest';
import { nextStepsOf, whyFailed } from './rules.ts';

it('offers a call first where nobody can say whether the message went', () => {
  expect(nextStepsOf({ state: 'unknown', cancelledReason: null })[0]).toBe('phone');
});

it('offers sending again first where it certainly did not go', () => {
  expect(nextStepsOf({ state: 'failed', cancelledReason: null })[0]).toBe('again');
});

it('asks for nothing more once staff have dealt with it', () => {
  expect(nextStepsOf({ state: 'failed', cancelledReason: 'staff' })).toEqual([]);
});

it('can still be stopped while it waits, and no longer once it was delivered', () => {
  expect(nextStepsOf({ state: 'held', cancelledReason: null })).toEqual(['stop']);
  expect(nextStepsOf({ state: 'delivered', cancelledReason: null })).toEqual([]);
});

it.each([
  ['30006', 'address'],
  ['21610', 'opted_out'],
  ['550', 'mailbox'],
  ['lease_ended', 'lease_ended'],
  ['99999', 'other'],
  [null, null],
])('says of the code %s that it is about %s', (code, why) => {
  expect(whyFailed(code)).toBe(why);
});
