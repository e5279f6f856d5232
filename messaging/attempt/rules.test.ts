import { describe, expect, test } from 'vitest';
import { secondsToArrive, smtpOutcome, twilioFailure, twilioOutcome } from './rules.ts';

const answered = (status: number, code: number | null = null, saysWhen = false) =>
  twilioOutcome({ status, code, saysWhen });

describe('a person is not sent a text twice', () => {
  test.each([500, 502, 503, 504])('when Twilio answers %i, for it may have gone', (status) => {
    expect(answered(status, 20500)).toBe('unknown');
    expect(answered(status, 20003)).toBe('unknown');
  });
  test.each([302, 408])('when somebody on the way answered %i instead', (status) => {
    expect(answered(status)).toBe('unknown');
  });
});

describe('a person still gets their text', () => {
  test.each([
    ['Twilio was closed and said until when', 503, 20503, true],
    ['we were too fast', 429, 20429, false],
    ['we were too fast, in words about something else', 429, 21211, false],
    ['our own password was wrong', 401, 20003, false],
    ['our own password was wrong, and nobody said so', 401, null, false],
    ['we were not allowed to', 403, null, false],
    ['our account was not to be found', 404, 20404, false],
    ['our account was suspended', 403, 10001, false],
    ['our account was suspended, said as a bad request', 400, 30002, false],
    ['our own number was not ours', 400, 21660, false],
    ['the queue of our number was full', 400, 21611, false],
    ['the queue was full', 400, 30001, false],
  ])('after %s', (_, status, code, saysWhen) => {
    expect(answered(status, code, saysWhen)).toBe('again');
  });
});

describe('nobody tries for days what can never arrive', () => {
  test.each([400, 403, 404])('where Twilio says that the number cannot be texted, as %i', (status) => {
    expect(answered(status, 21211)).toBe('failed');
    expect(answered(status, 21610)).toBe('failed');
  });
  test.each([400, 405, 413, 422])('where it answers %i and no more', (status) => {
    expect(answered(status)).toBe('failed');
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
