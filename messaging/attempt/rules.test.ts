import { describe, expect, test } from 'vitest';
import { secondsToArrive, smtpOutcome, stateOfTwilio, twilioFailure, twilioOutcome } from './rules.ts';

const answered = (status: number, code: number | null = null) =>
  twilioOutcome({ status, code, bytesLeft: true });

describe('a person is not sent a text twice', () => {
  test.each([500, 502, 503, 504])('when the provider answers %i, for it may have gone', (status) => {
    expect(answered(status, 20500)).toBe('unknown');
  });
  test('when the line broke after bytes had left', () => {
    expect(twilioOutcome({ status: null, code: null, bytesLeft: true })).toBe('unknown');
  });
});

describe('a person still gets their text', () => {
  test.each([
    ['the provider could not be reached', { status: null, code: null, bytesLeft: false }],
    ['we were too fast', { status: 429, code: 20429, bytesLeft: true }],
    ['our own password was wrong', { status: 401, code: 20003, bytesLeft: true }],
    ['the queue was full', { status: 400, code: 30001, bytesLeft: true }],
  ])('after %s', (_, result) => {
    expect(twilioOutcome(result)).toBe('again');
  });
  test('when it was taken', () => {
    expect(answered(201)).toBe('accepted');
  });
});

test.each([
  [21211, 'address'],
  [21614, 'address'],
  [30006, 'address'],
  [21610, 'opted_out'],
  [30007, 'content_or_sender'],
  [99999, null],
])('staff learn from code %i what stood in the way: %s', (code, failure) => {
  expect(twilioFailure(code)).toBe(failure);
  expect(answered(400, code)).toBe('failed');
});

describe('a person’s e-mail', () => {
  test.each([250, 251])('was taken at %i', (replyCode) => {
    expect(smtpOutcome({ replyCode, finalDotSent: true })).toBe('accepted');
  });
  test.each([421, 450, 451, 452])('goes again after %i, even at the final dot', (replyCode) => {
    expect(smtpOutcome({ replyCode, finalDotSent: true })).toBe('again');
  });
  test.each([550, 552, 554])('has failed at %i', (replyCode) => {
    expect(smtpOutcome({ replyCode, finalDotSent: false })).toBe('failed');
  });
  test('is not to blame when the server refused our own name', () => {
    expect(smtpOutcome({ replyCode: 535, finalDotSent: false })).toBe('again');
  });
  test('goes again when the line broke before the final dot, and not when it broke after', () => {
    expect(smtpOutcome({ replyCode: null, finalDotSent: false })).toBe('again');
    expect(smtpOutcome({ replyCode: null, finalDotSent: true })).toBe('unknown');
  });
});

describe('a text that was claimed a while ago', () => {
  test('may arrive only in what is left of the time that was found safe', () => {
    expect(secondsToArrive(1800, 1)).toBe(1789);
    expect(secondsToArrive(1800, 75)).toBe(1715);
  });
  test('is not handed over when nothing is left, or when somebody else may have it by now', () => {
    expect(secondsToArrive(11, 1)).toBeNull();
    expect(secondsToArrive(14_400, 76)).toBeNull();
  });
});

test('a receipt in words we do not know moves nobody’s message', () => {
  expect(stateOfTwilio('delivered')).toBe('delivered');
  expect(stateOfTwilio('constructor')).toBeNull();
  expect(stateOfTwilio('partially_delivered')).toBeNull();
});
