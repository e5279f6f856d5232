import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blindIndexInput, emailFrom, hintOf, mobileFrom } from './rules.ts';

test.each([
  '07911 123456',
  '(07911) 123-456',
  '+44 7911 123456',
  '+44 (0)7911 123456',
  '0044 7911 123456',
  '447911123456',
  '٠٧٩١١ ١٢٣٤٥٦',
  '٠٠٤٤٧٩١١١٢٣٤٥٦',
  '۰۷۹۱۱ ۱۲۳۴۵۶',
])('a person who types their mobile as %s is understood', (typed) => {
  expect(mobileFrom(typed)).toEqual({ value: '+447911123456' });
});

test.each(['07700 900000', '+447700900999', '۰۷۷۰۰۹۰۰۱۲۳'])(
  'a person of the demonstration may use %s',
  (typed) => {
    expect(mobileFrom(typed)).toMatchObject({ value: expect.stringMatching(/^\+447700900\d{3}$/) });
  },
);

test.each([
  ['', 'missing'],
  ['   ', 'missing'],
  ['ring my sister', 'invalid'],
  ['07911 12345', 'invalid'],
  ['07700 901000', 'invalid'],
  ['+447911123456 ext 5', 'invalid'],
  ['020 7946 0018', 'notMobile'],
  ['0800 1111', 'notMobile'],
  ['070 1234 5678', 'notMobile'],
  ['+33 6 12 34 56 78', 'notMobile'],
])('a person who types “%s” is told it is %s', (typed, problem) => {
  expect(mobileFrom(typed)).toEqual({ problem });
});

test('the same mobile comes out however its digits are parted', () => {
  const parting = fc.constantFrom('', ' ', '-', ') ', ' (', '  ');
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999 }),
      fc.array(parting, { minLength: 11, maxLength: 11 }),
      (n, parts) => {
        const digits = `07700900${String(n).padStart(3, '0')}`;
        const typed = [...digits].map((digit, at) => digit + parts[at]).join('');
        expect(mobileFrom(typed)).toEqual({ value: `+44${digits.slice(1)}` });
      },
    ),
  );
});

test('a person’s e-mail address is taken as they typed it, but for its edges and its domain', () => {
  expect(emailFrom('  Maria.K@Example.ORG\u200f ')).toEqual({ value: 'Maria.K@example.org' });
});

test.each(["o'neill+court@mail.example.co.uk", 'm_k-1@x.org'])(
  'a person’s unusual address %s is taken too',
  (typed) => {
    expect(emailFrom(typed)).toEqual({ value: typed });
  },
);

test.each([
  [' ', 'missing'],
  ['maria', 'invalid'],
  ['maria@', 'invalid'],
  ['maria k@example.org', 'invalid'],
  ['maria@example', 'invalid'],
  ['maria..k@example.org', 'invalid'],
  ['maria@-example.org', 'invalid'],
  ['maria@example.org, jan@example.org', 'invalid'],
  [`${'m'.repeat(250)}@example.org`, 'invalid'],
])('a person who types “%s” as an e-mail address is told it is %s', (typed, problem) => {
  expect(emailFrom(typed)).toEqual({ problem });
});

test('whoever looks over a shoulder learns three digits or one letter, not a number or a name', () => {
  expect(hintOf('mobile', '+447700900123')).toBe('…123');
  expect(hintOf('email', 'maria@example.org')).toBe('m…@…');
  expect(hintOf('address', '1 Any Street\nLondon SW18 2PU')).toBe('…2PU');
});

test('the same address is found however it was written, and a different one is not', () => {
  expect(blindIndexInput('email', 'Maria@Example.org')).toBe(blindIndexInput('email', 'maria@example.org'));
  expect(blindIndexInput('address', '1 Any Street,\nLondon')).toBe(
    blindIndexInput('address', '1 any street London'),
  );
  expect(blindIndexInput('address', '11 Any Street')).not.toBe(blindIndexInput('address', '1 Any Street'));
});
