import { expect, it } from 'vitest';
import { nextStepsOf, notKeptBecause, whyFailed } from './rules.ts';

const update = { kind: 'update', channel: 'text' };
const letter = { kind: 'invitation', channel: 'letter' };

it('offers a call first where nobody can say whether the message went', () => {
  expect(nextStepsOf({ ...update, state: 'unknown', cancelledReason: null })[0]).toBe('phone');
  expect(nextStepsOf({ ...update, state: 'unconfirmed', cancelledReason: null })[0]).toBe('phone');
});

it('offers sending again first where it certainly did not go', () => {
  expect(nextStepsOf({ ...update, state: 'failed', cancelledReason: null })[0]).toBe('again');
});

it('offers another card, and never the same again, where the letter that held one did not go', () => {
  for (const state of ['failed', 'unknown', 'expired'] as const) {
    const steps = nextStepsOf({ ...letter, state, cancelledReason: null });
    expect(steps).toContain('card');
    expect(steps).not.toContain('again');
  }
});

it('keeps no words of a code or of the letter with a card, and those of what went along with it', () => {
  expect(notKeptBecause({ kind: 'verify_code', channel: 'email' })).toBe('code');
  expect(notKeptBecause(letter)).toBe('card');
  expect(notKeptBecause({ ...letter, channel: 'text' })).toBeNull();
  expect(notKeptBecause(update)).toBeNull();
});

it('asks for nothing more once staff have dealt with it', () => {
  expect(nextStepsOf({ ...update, state: 'failed', cancelledReason: 'staff' })).toEqual([]);
});

it('can still be stopped while it waits, and no longer once it was delivered', () => {
  expect(nextStepsOf({ ...update, state: 'held', cancelledReason: null })).toEqual(['stop']);
  expect(nextStepsOf({ ...update, state: 'delivered', cancelledReason: null })).toEqual([]);
});

it.each([
  ['30006', 'address'],
  ['21610', 'opted_out'],
  ['550', 'mailbox'],
  ['5.1.1', 'address'],
  ['5.7.1', 'mailbox'],
  ['4.4.7', 'mailbox_later'],
  ['lease_ended', 'lease_ended'],
  ['99999', 'other'],
  [null, null],
])('says of the code %s that it is about %s', (code, why) => {
  expect(whyFailed(code)).toBe(why);
});
