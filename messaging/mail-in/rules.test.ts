import { expect, test } from 'vitest';
import { enhancedStatusIn, refusedOf } from './rules.ts';

test.each([
  ['550 5.1.1 <m@example.org>: unknown', '5.1.1'],
  ['550-5.7.26 of 192.0.2.5.1.1 unauthenticated', '5.7.26'],
  ['550 user unknown at 192.0.2.25', null],
  ['smtp; 550 5.1.10 RESOLVER.ADR.RecipientNotFound', '5.1.10'],
])('the status in “%s” is %s', (words, status) => {
  expect(enhancedStatusIn(words)).toBe(status);
});

test.each([
  ['RCPT TO', 550, '5.1.1', 'address'],
  ['RCPT TO', 550, '5.2.1', 'address'],
  ['RCPT TO', 550, null, 'address'],
  ['RCPT TO', 553, null, 'address'],
  ['DATA', 550, '5.1.1', 'address'],
  ['RCPT TO', 550, '5.7.1', 'other'],
  ['RCPT TO', 552, null, 'other'],
  ['RCPT TO', 554, null, 'other'],
  ['DATA', 550, null, 'other'],
  ['MAIL FROM', 550, '5.1.0', 'other'],
])('what is said to %s, %i with %s, is about the %s', (command, replyCode, status, of) => {
  expect(refusedOf({ replyCode, status, command })).toBe(of);
});
