import { describe, expect, it } from 'vitest';
import { comesFromUs } from './origin-check.server.ts';

const post = (headers: Record<string, string>) =>
  comesFromUs(new Request('http://heard.example/choices', { method: 'POST', headers, body: 'a=1' }));

describe('a form that would change something', () => {
  it.each([
    ['the browser says it is ours', { 'Sec-Fetch-Site': 'same-origin' }],
    ['an older browser names our origin', { Origin: 'http://heard.example' }],
    ['a yet older one only where it was', { Referer: 'http://heard.example/choices' }],
  ])('is taken when %s', (_, headers) => {
    expect(post(headers)).toBe(true);
  });

  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sister site', { 'Sec-Fetch-Site': 'same-site' }],
    ['an address typed in', { 'Sec-Fetch-Site': 'none' }],
    [
      'another site that also claims our origin',
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://heard.example' },
    ],
    ['an origin that is hidden', { Origin: 'null' }],
    ['another origin', { Origin: 'http://heard.example.evil.example' }],
    ['another page', { Referer: 'http://evil.example/http://heard.example' }],
    ['nowhere anyone knows', {}],
  ])('is not taken from %s', (_, headers) => {
    expect(post(headers)).toBe(false);
  });

  it('is another thing than a page that is only read', () => {
    expect(
      comesFromUs(new Request('http://heard.example/', { headers: { 'Sec-Fetch-Site': 'cross-site' } })),
    ).toBe(true);
  });
});
