import { expect, it } from 'vitest';
import { pathInside } from './path-inside.server.ts';

const askedFor = (to: string) =>
  pathInside(new Request(`https://desk.example/sign-in?to=${encodeURIComponent(to)}`));

it('goes on to the page someone was on their way to', () => {
  expect(askedFor('/cases/7?whose=mine')).toBe('/cases/7?whose=mine');
});

it.each([
  '//elsewhere.example',
  '/\\elsewhere.example',
  'https://elsewhere.example/',
  'javascript:alert(1)',
  '/\t/elsewhere.example',
  '/.//elsewhere.example',
  '/x/..//elsewhere.example',
  '',
])('does not go to another site for %j', (to) => {
  expect(askedFor(to)).toBe('/');
});

it('does not sign someone out again as soon as they are in', () => {
  expect(askedFor('/sign-out')).toBe('/');
});
