import { expect, it } from 'vitest';
import { comesFromUs } from './origin-check.server.ts';

// As a form of https://portal.example arrives where TLS has ended in front of us.
const sent = (headers: Record<string, string>) =>
  comesFromUs(new Request('http://portal.example/contact/name', { method: 'POST', headers }));

it.each<Record<string, string>>([
  { Origin: 'https://portal.example' },
  { Referer: 'https://portal.example/contact/name' },
])('an older phone, which says only %j, can use the site behind TLS', (headers) => {
  expect(sent(headers)).toBe(true);
});

it.each<Record<string, string>>([
  { Origin: 'https://portal.example:8443' },
  { Origin: 'https://elsewhere.example', Referer: 'https://portal.example/' },
  { Origin: 'null', Referer: 'https://portal.example/' },
  { Referer: 'https://portal.example.elsewhere.example/' },
])('another host cannot, saying %j', (headers) => {
  expect(sent(headers)).toBe(false);
});
