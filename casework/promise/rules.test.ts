import { describe, expect, it } from 'vitest';
import { mayCheck, standingOf } from './rules.ts';

describe('a promise on a day', () => {
  it.each([
    ['promised', '2026-05-12', 'promised'],
    ['promised', '2026-05-11', 'not_done_yet'],
    ['done', '2026-05-11', 'done'],
    ['not_done', '2026-05-13', 'will_not'],
    ['dropped', '2026-05-11', 'will_not'],
  ] as const)('that is %s, for %s, is read as %s', (state, dueOn, standing) => {
    expect(standingOf({ state, dueOn }, '2026-05-12')).toBe(standing);
  });
});

describe('evidence', () => {
  const evidence = { ownerId: 'owner', writtenBy: 'writer', state: 'to_check' } as const;

  it('may be judged by a third person, once', () => {
    expect(mayCheck('third', evidence)).toBe(true);
    expect(mayCheck('third', { ...evidence, state: 'shown' })).toBe(false);
  });

  it.each(['owner', 'writer'])('may not be judged by its %s', (who) => {
    expect(mayCheck(who, evidence)).toBe(false);
  });
});
