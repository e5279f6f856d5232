import { describe, expect, test } from 'vitest';
import { formatReference, referenceFrom } from './reference.ts';
import { windowLines } from './rules.ts';

describe('what the window of an envelope shows', () => {
  test('is the name and the address, a line each', () => {
    expect(windowLines('Sam Field', '4 Greengage Lane\nRivermead\nRM1 2AB')).toEqual([
      'Sam Field',
      '4 Greengage Lane',
      'Rivermead',
      'RM1 2AB',
    ]);
  });
  test('is an address of one line taken apart, however it was typed', () => {
    expect(windowLines('Sam', ' 4 Greengage Lane,  Rivermead , RM1 2AB ')).toEqual([
      'Sam',
      '4 Greengage Lane',
      'Rivermead',
      'RM1 2AB',
    ]);
  });
  test('has short lines joined where there are too many, and the name never', () => {
    const address = [
      'Flat 2',
      'Top floor',
      'The Mill',
      '4 Greengage Lane',
      'Old Town',
      'Rivermead',
      'RM1 2AB',
    ];
    expect(windowLines('Sam Field', address.join('\n'))).toEqual([
      'Sam Field',
      'Flat 2, Top floor',
      'The Mill',
      '4 Greengage Lane',
      'Old Town',
      'Rivermead',
      'RM1 2AB',
    ]);
  });
  test('is nothing where a line is too long, so that no address is ever cut', () => {
    expect(windowLines('Sam Field', `${'Long'.repeat(12)}\nRM1 2AB`)).toBeNull();
    expect(windowLines('s'.repeat(41), 'RM1 2AB')).toBeNull();
    expect(windowLines('S'.repeat(28), 'RM1 2AB')).toBeNull();
    expect(windowLines('S'.repeat(27), 'RM1 2AB')).not.toBeNull();
  });
});

describe('the reference on a letter', () => {
  test('is read however it was typed off the letter', () => {
    for (const typed of ['7K2-M4Q', '7k2m4q', ' 7K2 M4Q ', '7k2–m4q'])
      expect(referenceFrom(typed)).toBe('7K2M4Q');
    expect(formatReference('7K2M4Q')).toBe('7K2-M4Q');
  });
  test('is none where no letter can have it', () => {
    for (const typed of ['', '7K2-M4', '7K2-M4QQ', '7K2-M4U', '12']) expect(referenceFrom(typed)).toBeNull();
  });
});
