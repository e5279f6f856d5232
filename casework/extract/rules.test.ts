import { describe, expect, it } from 'vitest';
import { isCutFrom, mayBeAnswered, mayBeApproved, mayLeave } from './rules.ts';

const said = ['I do not sleep.\nI take the bus now, every day.', 'My mother drives me.'];

describe('an extract', () => {
  it('may be a run of what somebody wrote, and pieces of it in order with a mark between', () => {
    expect(isCutFrom('I do not sleep.', said)).toBe(true);
    expect(isCutFrom('I do not sleep. I take the bus', said)).toBe(true);
    expect(isCutFrom('I do not sleep. […] every day.\n\n[...] My mother drives me.', said)).toBe(true);
  });

  it('may not add a word, change one, turn the order round or join two pieces without a mark', () => {
    expect(isCutFrom('I do not sleep well.', said)).toBe(false);
    expect(isCutFrom('I did not sleep.', said)).toBe(false);
    expect(isCutFrom('My mother drives me. […] I do not sleep.', said)).toBe(false);
    expect(isCutFrom('I do not sleep. every day.', said)).toBe(false);
  });

  it('may not be empty, nor nothing but marks', () => {
    expect([isCutFrom('', said), isCutFrom(' […] ', said)]).toEqual([false, false]);
  });

  it('may be answered until something of it has left, and not after', () => {
    expect(mayBeAnswered({ state: 'approved', briefs: 0 })).toBe(true);
    expect(mayBeAnswered({ state: 'approved', briefs: 1 })).toBe(false);
    expect(mayBeAnswered({ state: 'ended', briefs: 0 })).toBe(false);
  });

  it('may be said yes to while nothing of it is held back, and not before that is decided', () => {
    expect(mayBeApproved({ state: 'proposed', briefs: 0, leakState: 'clear' })).toBe(true);
    expect(mayBeApproved({ state: 'refused', briefs: 0, leakState: 'released' })).toBe(true);
    expect(mayBeApproved({ state: 'approved', briefs: 0, leakState: 'held' })).toBe(false);
    expect(mayBeApproved({ state: 'approved', briefs: 1, leakState: 'clear' })).toBe(false);
  });

  it('may leave when it was approved and names nobody, or was let go; and never held', () => {
    expect(mayLeave({ state: 'approved', leakState: 'clear' })).toBe(true);
    expect(mayLeave({ state: 'approved', leakState: 'released' })).toBe(true);
    expect(mayLeave({ state: 'approved', leakState: 'held' })).toBe(false);
    expect(mayLeave({ state: 'proposed', leakState: 'clear' })).toBe(false);
  });
});
