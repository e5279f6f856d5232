import twilio from 'twilio';
import { describe, expect, test } from 'vitest';
import { receiptOf, signedByTwilio } from './twilio-callback.server.ts';

const account = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'our own token, kept secret' };
const url = 'https://worker.example.org/twilio/status/7h2k';
const params = {
  AccountSid: account.accountSid,
  MessageSid: `SM${'2'.repeat(32)}`,
  MessageStatus: 'delivered',
  To: '+447700900123',
};
const sign = (token: string, at: string, form: Record<string, string>) =>
  twilio.getExpectedTwilioSignature(token, at, form);

describe('a callback', () => {
  test("is believed when Twilio's own code signed it", () => {
    expect(signedByTwilio(account, url, params, sign(account.authToken, url, params))).toBe(true);
  });

  test('is refused when someone else signed it', () => {
    expect(signedByTwilio(account, url, params, sign('a guess', url, params))).toBe(false);
    expect(signedByTwilio(account, url, params, '')).toBe(false);
  });

  test('is refused when a field was changed on the way, or it was meant for another address', () => {
    const signature = sign(account.authToken, url, params);
    expect(signedByTwilio(account, url, { ...params, MessageStatus: 'failed' }, signature)).toBe(false);
    expect(signedByTwilio(account, `${url}x`, params, signature)).toBe(false);
  });

  test('is refused when it is about another account, however well signed', () => {
    const foreign = { ...params, AccountSid: `AC${'9'.repeat(32)}` };
    expect(signedByTwilio(account, url, foreign, sign(account.authToken, url, foreign))).toBe(false);
  });
});

describe('a receipt', () => {
  test.each([
    ['accepted', 'accepted'],
    ['scheduled', 'accepted'],
    ['queued', 'accepted'],
    ['sending', 'accepted'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'delivered'],
    ['undelivered', 'undelivered'],
    ['partially_delivered', 'undelivered'],
    ['failed', 'failed'],
    ['canceled', 'cancelled'],
    ['receiving', null],
    ['received', null],
    ['toString', null],
    ['something Twilio adds one day', null],
  ])('of "%s" means %s to us, and keeps the word', (raw, state) => {
    expect(receiptOf({ ...params, MessageStatus: raw })).toEqual({
      providerId: params.MessageSid,
      state,
      code: null,
      raw,
    });
  });

  test('keeps the error code, and reads the older field names', () => {
    const old = { SmsSid: 'SM1', SmsStatus: 'undelivered', ErrorCode: '30003' };
    expect(receiptOf(old)).toEqual({
      providerId: 'SM1',
      state: 'undelivered',
      code: '30003',
      raw: 'undelivered',
    });
  });

  test('is none when the callback names no message', () => {
    expect(receiptOf({ AccountSid: account.accountSid, CallStatus: 'completed' })).toBeNull();
  });
});
