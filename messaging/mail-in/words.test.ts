import { describe, expect, test } from 'vitest';
import { returnAddress, tokenIn, tokenOfHex, waysBack } from './address.ts';
import { classifyMail, ownWords } from './words.ts';

const ours = '> Something new for you.\n> To stop these e-mails, answer STOP.';
const subject = 'Re: Something new for you';

describe('somebody who answers an e-mail to stop them', () => {
  test.each([
    ['English', 'Stop'],
    ['English', 'please unsubscribe'],
    ['Welsh', 'Stopiwch os gwelwch yn dda'],
    ['Polish', 'Proszę przestać pisać'],
    ['Urdu', 'بند کریں'],
    ['Arabic', 'توقفوا من فضلكم'],
  ])('in %s is understood: %s', (_language, words) => {
    expect(classifyMail(subject, words)).toEqual({ asks: 'stop', saysMore: false });
  });

  test.each([
    `STOP\n\nOn Wed, 25 Nov 2026 at 12:00, Harbour Team <post@harbour.example.org> wrote:\n${ours}`,
    `STOP\r\n\r\n-----Original Message-----\r\nFrom: Harbour Team\r\n${ours}`,
    `STOP\n________________________________\nFrom: Harbour Team <post@harbour.example.org>\nTo stop these`,
    `STOP\n\nOd: Harbour Team <post@harbour.example.org>\nTo stop these`,
    'STOP\n-- \nM. Jones\n07700 900123',
  ])('is understood above what they answered: %#', (text) => {
    expect(classifyMail(subject, text)).toEqual({ asks: 'stop', saysMore: false });
  });

  test('may say it in the subject, but not with the subject of what they answered', () => {
    expect(classifyMail('STOP', '')).toEqual({ asks: 'stop', saysMore: false });
    expect(classifyMail('Unsubscribe', 'He reads these.')).toEqual({ asks: 'stop', saysMore: true });
    expect(classifyMail('Re: Stop', 'Thank you')).toMatchObject({ asks: 'other' });
  });

  test('and says more is read by a person', () => {
    expect(classifyMail(subject, 'Stop. He is outside')).toEqual({ asks: 'stop', saysMore: true });
  });
});

describe('somebody who answers anything else', () => {
  test.each(['Thank you', "please don't stop", 'When does it stop?', '', 'START', 'Cancel my appointment'])(
    'is read by a person: “%s”',
    (words) => {
      expect(classifyMail(subject, `${words}\n${ours}`).asks).not.toBe('stop');
    },
  );

  test('has all they wrote themselves taken for theirs', () => {
    expect(ownWords(`One\n\nTwo: three\n${ours}`)).toBe('One\n\nTwo: three');
  });
});

describe('an address made for one attempt', () => {
  const token = Buffer.from(Array.from({ length: 24 }, (_, at) => 255 - at * 9)).toString('base64url');

  test('is found again however a mail server writes its letters', () => {
    const address = returnAddress(token, 'return.example.org');
    expect(address).toMatch(/^[\da-f]{48}@return\.example\.org$/);
    expect(tokenIn(address.toUpperCase(), 'Return.example.org')).toBe(token);
  });

  test.each([
    'post@return.example.org',
    `${'a'.repeat(48)}@else.example.org`,
    `${'g'.repeat(48)}@return.example.org`,
    `${'a'.repeat(48)}@return.example.org@x`,
    '',
  ])('is not %s', (address) => {
    expect(tokenIn(address, 'return.example.org')).toBeNull();
  });
});

describe('what an e-mail carries for those who answer it', () => {
  const token = Buffer.alloc(24, 7).toString('base64url');
  const hex = '07'.repeat(24);
  const site = 'https://heard.example.org/';
  const update = { token, language: 'cy', kind: 'update' };

  test('is an address to come back to and a link that stops them, in the reader’s language', () => {
    expect(waysBack(update, { domain: 'return.example.org', site })).toEqual({
      returnTo: `${hex}@return.example.org`,
      optOut: `https://heard.example.org/post/${hex}?language=cy`,
    });
    expect(tokenOfHex(hex)).toBe(token);
  });

  test('is nothing that was not set up, and no link without TLS', () => {
    expect(waysBack(update, {})).toEqual({});
    expect(waysBack(update, { site: 'http://localhost:3000' })).toEqual({});
  });

  test.each(['sign_in_code', 'verify_code'])('is never a link with a %s', (kind) => {
    expect(waysBack({ ...update, kind }, { site })).toEqual({});
  });
});
