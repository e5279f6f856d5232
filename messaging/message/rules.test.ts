import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  gates,
  type MessageState,
  mayMove,
  messageKinds,
  messageStates,
  type ProviderState,
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
    ['submitting', 'delivered'],
    ['accepted', 'sent'],
    ['sent', 'undelivered'],
    ['unknown', 'accepted'],
    ['queued', 'delivered'],
    ['dead', 'delivered'],
  ] as const)('of %s tells that it is %s', (current, incoming) => {
    expect(mayMove(current, incoming)).toBe(true);
  });
  test.each([
    ['delivered', 'sent'],
    ['delivered', 'undelivered'],
    ['undelivered', 'delivered'],
    ['sent', 'accepted'],
    ['cancelled', 'delivered'],
    ['draft', 'delivered'],
  ] as const)('does not take back that a message is %s by saying %s', (current, incoming) => {
    expect(mayMove(current, incoming)).toBe(false);
  });
  test('never brings a message back to where it has been, however often they come and in whatever order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...messageStates),
        fc.array(fc.constantFrom(...providerStates)),
        (start, incoming) => {
          const been: MessageState[] = [start];
          for (const one of incoming) {
            const [now = start] = been.slice(-1);
            if (!mayMove(now, one)) continue;
            expect(been).not.toContain(one);
            been.push(one);
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
