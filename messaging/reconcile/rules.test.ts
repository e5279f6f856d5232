import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cancelledReasons, gates, messageKinds } from '../message/rules.ts';
import { afterSilence, type Looked, nextFor, seconds, verdictOf } from './rules.ts';

const noon = new Date('2026-11-25T12:00:00Z').getTime();
const at = (second: number) => ({ at: new Date(noon + second * 1000) });
const lost = (from: number, to: number | null = from + 10) => ({
  began: new Date(noon + from * 1000),
  ended: to === null ? null : new Date(noon + to * 1000),
});

describe('what Twilio lists for a number tells of a lost text', () => {
  test('that it was taken, when one is there that is nobody’s', () => {
    expect(verdictOf([lost(0)], [at(3)])).toBe('taken');
    expect(verdictOf([lost(0), lost(5)], [at(3), at(6)])).toBe('taken');
  });
  test('that it was not, when there is none, or only of another day', () => {
    expect(verdictOf([lost(0)], [])).toBe('none');
    expect(verdictOf([lost(0)], [at(-7200), at(7200)])).toBe('none');
  });
  test('nothing, when the numbers differ or one is still being handed over', () => {
    expect(verdictOf([lost(0), lost(5)], [at(3)])).toBe('unclear');
    expect(verdictOf([lost(0)], [at(3), at(4)])).toBe('unclear');
    expect(verdictOf([lost(0), lost(5, null)], [at(3), at(6)])).toBe('unclear');
    expect(verdictOf([lost(0), lost(5, null)], [])).toBe('unclear');
  });
});

const update: Looked = {
  kind: 'update',
  verdict: 'none',
  silentForSeconds: seconds.silence,
  timesLost: 1,
  mayGoAgain: true,
  cancelledReason: null,
};

describe('someone whose text was lost', () => {
  test('is written to once more when it was news and the list does not hold it', () => {
    expect(nextFor(update)).toBe('once_more');
  });
  test.each([
    ['before a quarter of an hour is over', { silentForSeconds: seconds.silence - 1 }, 'wait'],
    ['when it was lost a second time', { timesLost: 2 }, 'phone'],
    ['when the list cannot tell', { verdict: 'unclear' }, 'phone'],
    ['when nothing is kept of it', { mayGoAgain: false }, 'phone'],
    ['when staff dealt with it', { cancelledReason: 'staff', verdict: 'unclear' }, 'leave'],
    ['when it was stopped with its set', { cancelledReason: 'set_stopped', verdict: 'unclear' }, 'phone'],
    ['when it was stopped and the list does not hold it', { cancelledReason: 'set_stopped' }, 'drop'],
    ['while Twilio cannot be asked', { verdict: null }, 'wait'],
    [
      'when Twilio could not be asked for hours',
      { verdict: null, silentForSeconds: seconds.longestWait },
      'phone',
    ],
  ] as const)('is not written to again %s', (_, change, next) => {
    expect(nextFor({ ...update, ...change })).toBe(next);
  });
  test('is rung about an answer or an invitation, and asks again for a code', () => {
    expect(nextFor({ ...update, kind: 'reply' })).toBe('phone');
    expect(nextFor({ ...update, kind: 'invitation' })).toBe('phone');
    expect(nextFor({ ...update, kind: 'sign_in_code' })).toBe('drop');
  });
  test('gets it a second time only where a live yes is asked for again before it leaves', () => {
    for (const kind of messageKinds)
      if (afterSilence[kind] === 'once_more') expect(gates[kind].needsChoice).toBe(true);
  });
});

test('nothing is sent once more that the list might hold, however it is looked at', () => {
  const looked = fc.record({
    kind: fc.constantFrom(...messageKinds),
    verdict: fc.constantFrom('taken', 'none', 'unclear', null),
    silentForSeconds: fc.nat(300_000),
    timesLost: fc.integer({ min: 1, max: 5 }),
    mayGoAgain: fc.boolean(),
    cancelledReason: fc.constantFrom(null, ...cancelledReasons),
  });
  fc.assert(
    fc.property(looked, (one) => {
      if (nextFor(one) !== 'once_more') return;
      expect(one).toMatchObject({ verdict: 'none', timesLost: 1, mayGoAgain: true, cancelledReason: null });
      expect(one.silentForSeconds).toBeGreaterThanOrEqual(seconds.silence);
    }),
  );
});
