import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  gates,
  mayMove,
  messageKinds,
  messageStates,
  type ProviderState,
  rankOf,
  stateAfter,
  stillHere,
} from './rules.ts';

const providerStates: readonly ProviderState[] = ['accepted', 'sent', 'delivered', 'undelivered', 'failed'];

describe('what a person is sent', () => {
  test('needs their live yes, unless they asked for it or have not yet been asked anything', () => {
    const withoutChoice = messageKinds.filter((kind) => !gates[kind].needsChoice);
    expect(withoutChoice).toEqual([
      'invitation',
      'sign_in_code',
      'verify_code',
      'reply',
      'stop_confirmation',
    ]);
  });
  test('keeps their safe times, unless it is a code they are waiting for', () => {
    const atAnyTime = messageKinds.filter((kind) => !gates[kind].keepsWindows);
    expect(atAnyTime).toEqual(['sign_in_code', 'verify_code']);
  });
  test('never goes to a number that said STOP, but for the one text that says so', () => {
    expect(messageKinds.filter((kind) => gates[kind].ignoresSuppression)).toEqual(['stop_confirmation']);
  });
  test('is no invitation once they said no', () => {
    expect(gates.invitation.refusedByNo).toBe(true);
  });
});

describe('a receipt', () => {
  test.each([
    ['submitting', 'delivered', 'delivered'],
    ['accepted', 'sent', 'sent'],
    ['sent', 'undelivered', 'undelivered'],
    ['unknown', 'accepted', 'accepted'],
    ['queued', 'delivered', 'delivered'],
    ['dead', 'delivered', 'delivered'],
  ] as const)('tells that a %s message is %s', (current, incoming, after) => {
    expect(stateAfter(current, incoming)).toBe(after);
  });
  test.each([
    ['delivered', 'sent'],
    ['delivered', 'undelivered'],
    ['undelivered', 'delivered'],
    ['sent', 'accepted'],
    ['cancelled', 'delivered'],
    ['draft', 'delivered'],
  ] as const)('does not take back that a message is %s by saying %s', (current, incoming) => {
    expect(stateAfter(current, incoming)).toBe(current);
  });
  test('ends in the same place however often it is repeated, and never goes down', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...messageStates),
        fc.array(fc.constantFrom(...providerStates)),
        (start, incoming) => {
          let state = start;
          for (const one of incoming) {
            const after = stateAfter(state, one);
            expect(stateAfter(after, one)).toBe(after);
            const before = providerStates.find((known) => known === state);
            const now = providerStates.find((known) => known === after);
            expect(before === undefined || (now !== undefined && rankOf(now) >= rankOf(before))).toBe(true);
            state = after;
          }
        },
      ),
    );
  });
});

describe('someone who withdraws', () => {
  test('stops everything that has not left', () => {
    for (const state of stillHere) expect(mayMove(state, 'cancelled')).toBe(true);
  });
  test('is not told that something was stopped which may have gone', () => {
    const left = messageStates.filter((state) => !mayMove(state, 'cancelled'));
    expect(left).toEqual(expect.arrayContaining(['submitting', 'unknown', 'accepted', 'sent', 'delivered']));
  });
});

test('nobody is sent the same message again once it has ended', () => {
  for (const ended of ['delivered', 'undelivered', 'failed', 'expired', 'cancelled', 'dead'] as const)
    for (const again of ['queued', 'submitting'] as const) expect(mayMove(ended, again)).toBe(false);
});

test('nobody is sent a message that was never queued', () => {
  expect(messageStates.filter((state) => mayMove(state, 'submitting'))).toEqual(['queued', 'held']);
});
