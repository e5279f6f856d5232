import { expect, it } from 'vitest';
import { languageOf, languageSignedIn } from './language.server.ts';

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

const signedIn = (path: string, headers: Record<string, string>, written: 'en' | 'ur') =>
  languageSignedIn(new Request(`http://heard.example${path}`, { headers }), written);

it('becomes the one somebody is written to in when they sign in, whatever the browser asks for', () => {
  expect(signedIn('/card', {}, 'ur')).toBe('ur');
  expect(signedIn('/card', { 'Accept-Language': 'en-GB' }, 'ur')).toBe('ur');
});

it('stays the one that was chosen in this browser, and is not turned to English by what nobody asked about', () => {
  expect(signedIn('/card', { Cookie: '__Host-l=en' }, 'ur')).toBe(null);
  expect(signedIn('/card?language=pl', {}, 'ur')).toBe(null);
  expect(signedIn('/card', { 'Accept-Language': 'pl' }, 'en')).toBe(null);
});
