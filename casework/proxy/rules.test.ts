import { describe, expect, test } from 'vitest';
import { actsOn, termOf, warnedOfUntil } from './rules.ts';

const leo = { birthDate: '2012-03-04', asked: null, today: '2026-11-10' };

describe('who speaks for a child whose birth date is known', () => {
  test.each(['parent', 'guardian'] as const)(
    'as a %s does so to the eighteenth birthday, or sooner where asked',
    (kind) => {
      expect(termOf(kind, leo)).toEqual({ may: true, endsOn: '2030-03-04' });
      expect(termOf(kind, { ...leo, asked: '2027-01-01' })).toEqual({ may: true, endsOn: '2027-01-01' });
    },
  );
  test('does not do so for longer, whatever was asked', () => {
    expect(termOf('parent', { ...leo, asked: '2031-01-01' })).toEqual({ may: true, endsOn: '2030-03-04' });
  });
  test('is not their parent any more once they are eighteen, from the first minute of that day', () => {
    expect(termOf('parent', { ...leo, today: '2030-03-03' }).may).toBe(true);
    expect(termOf('parent', { ...leo, today: '2030-03-04' })).toEqual({
      may: false,
      problem: 'proxy.kind.adult',
    });
  });
  test('as a spokesperson may go on beyond it, for that is no matter of age', () => {
    expect(termOf('family_spokesperson', leo)).toEqual({ may: true, endsOn: null });
  });
});

test('a parent of someone whose birth date nobody knows speaks until it is ended', () => {
  expect(termOf('parent', { ...leo, birthDate: null })).toEqual({ may: true, endsOn: null });
});

describe('a proxy', () => {
  test.each([
    ['before the day it ends', { endsOn: '2030-03-04', endedAt: null }, '2030-03-03', true],
    ['no longer on the day itself', { endsOn: '2030-03-04', endedAt: null }, '2030-03-04', false],
    ['without an end', { endsOn: null, endedAt: null }, '2099-01-01', true],
    [
      'no longer once ended',
      { endsOn: '2030-03-04', endedAt: new Date('2026-11-10T10:00:00Z') },
      '2026-11-10',
      false,
    ],
  ] as const)('speaks %s', (_, acting, on, acts) => {
    expect(actsOn(acting, on)).toBe(acts);
  });
  test('is warned of four weeks early', () => {
    expect(warnedOfUntil('2030-02-04')).toBe('2030-03-04');
  });
});
