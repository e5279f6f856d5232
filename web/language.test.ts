import { expect, it } from 'vitest';
import { languageOf } from './language.server.ts';

const of = (path: string, headers: Record<string, string> = {}) =>
  languageOf(new Request(`http://heard.example${path}`, { headers }));

it('is what the address says, then what was chosen, then what the browser asks for, then English', () => {
  const chosen = { Cookie: '__Host-l=pl', 'Accept-Language': 'cy' };
  expect(of('/?language=ar', chosen)).toBe('ar');
  expect(of('/', chosen)).toBe('pl');
  expect(of('/', { 'Accept-Language': 'fr, cy;q=0.8, en;q=0.3' })).toBe('cy');
  expect(of('/', { 'Accept-Language': 'fr' })).toBe('en');
});

it('is never one nobody speaks here', () => {
  expect(of('/?language=xx', { Cookie: '__Host-l=../etc', 'Accept-Language': 'ur;q=0, pl-PL' })).toBe('pl');
});
