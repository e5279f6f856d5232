import { expect, test } from 'vitest';
import { type Standing, whyNotAgain } from './rules.ts';

const texts: Standing = { kind: 'mobile', stopped: 'stop', shared: false, anothersToo: false };

test.each([
  ['texts they stopped by STOP', texts],
  ['e-mails they stopped', { ...texts, kind: 'email' }],
  ['e-mails they stopped by a link', { ...texts, kind: 'email', stopped: 'opt_out_link' }],
] satisfies [string, Standing][])('%s may be started again', (_, standing) => {
  expect(whyNotAgain(standing)).toBeNull();
});

test.each([
  ['a number that was never stopped', { ...texts, stopped: null }, 'not_stopped'],
  ['a postal address', { ...texts, kind: 'address' }, 'not_stopped'],
  ['a number somebody said is not theirs', { ...texts, stopped: 'wrong_person' }, 'wrong_person'],
  ['an address that does not work', { ...texts, stopped: 'returned' }, 'not_by_them'],
  ['a number staff shut', { ...texts, stopped: 'staff' }, 'not_by_them'],
  ['a number others use', { ...texts, shared: true }, 'not_alone'],
  ['a number somebody else here has too', { ...texts, anothersToo: true }, 'not_alone'],
] satisfies [string, Standing, string][])('%s may not', (_, standing, why) => {
  expect(whyNotAgain(standing)).toBe(why);
});
