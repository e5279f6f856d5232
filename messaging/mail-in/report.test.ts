import { describe, expect, test } from 'vitest';
import { reportIn, reportInWords } from './report.ts';

const part = (...recipients: string[]) =>
  ['Reporting-MTA: dns; mx.example.org\r\nArrival-Date: Wed, 25 Nov 2026 12:00:00 +0000', ...recipients].join(
    '\r\n\r\n',
  );

describe('what a mail server reports for machines', () => {
  test.each([
    ['nobody is there', 'Action: failed\r\nStatus: 5.1.1', 'undelivered', '5.1.1', 'address'],
    [
      'nobody is there, folded',
      'Action: failed\r\nStatus: 5.1.1\r\n (bad mailbox)',
      'undelivered',
      '5.1.1',
      'address',
    ],
    [
      'nobody is there, in the words it was told alone',
      'Action: failed\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 550 5.1.10\r\n RESOLVER.ADR.RecipientNotFound',
      ...(['undelivered', '5.1.10', 'address'] as const),
    ],
    [
      'nobody is there, in figures of long ago',
      'Action: failed\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; 550 unknown user',
      ...(['undelivered', '5.1.1', 'address'] as const),
    ],
    ['the box is full', 'Action: failed\r\nStatus: 5.2.2', 'undelivered', '5.2.2', 'other'],
    ['it gave up', 'Action: failed\r\nStatus: 4.4.7', 'undelivered', '4.4.7', 'other'],
    ['it goes on trying', 'Action: delayed\r\nStatus: 4.4.1', null, '4.4.1', 'other'],
    ['it arrived', 'Action: delivered\r\nStatus: 2.0.0', 'delivered', '2.0.0', 'other'],
    ['it was passed on', 'Action: relayed\r\nStatus: 2.0.0', null, '2.0.0', 'other'],
    [
      'nobody is there, at an address in UTF-8',
      'Original-Recipient: utf-8; żaneta@example.org\nFinal-Recipient: utf-8; żaneta@example.org\nAction: failed\nStatus: 5.1.1',
      ...(['undelivered', '5.1.1', 'address'] as const),
    ],
  ])('%s', (_what, recipient, state, code, of) => {
    expect(reportIn(part(recipient))).toMatchObject({ state, code, of });
  });

  test('is the worst of all the places an e-mail was passed on to', () => {
    const delivered = 'Action: delivered\r\nStatus: 2.0.0';
    const failed = 'Action: failed\r\nStatus: 5.1.1';
    expect(reportIn(part(delivered, failed))).toMatchObject({ action: 'failed' });
  });

  test('is nothing where no recipient is spoken of, or in no word we know', () => {
    expect(reportIn(part())).toBeNull();
    expect(reportIn(part('Action: constructor\r\nStatus: 5.1.1'))).toBeNull();
    expect(reportIn('')).toBeNull();
  });
});

describe('what a mail server reports in words alone', () => {
  test.each([
    [
      'qmail',
      'failure notice',
      "Hi. This is the qmail-send program at example.org.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<m@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)",
      ...(['undelivered', '5.1.1', 'address'] as const),
    ],
    [
      'Exim',
      'Mail delivery failed: returning message to sender',
      'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error.\n\n  m@example.org\n    SMTP error from remote mail server after RCPT TO:<m@example.org>:\n    550 No such user here',
      ...(['undelivered', '5.1.1', 'address'] as const),
    ],
    [
      'Yahoo',
      'Failure Notice',
      'Sorry, we were unable to deliver your message to the following address.\n\n<m@example.org>:\n554: 5.2.2 mailbox full',
      ...(['undelivered', '5.2.2', 'other'] as const),
    ],
    [
      'Exchange of long ago',
      'Undeliverable: Something new for you',
      'Your message did not reach some or all of the intended recipients.\nThe e-mail account does not exist at the organization this message was sent to.\n<mx.example.org #5.1.1>',
      ...(['undelivered', '5.1.1', 'address'] as const),
    ],
    [
      'Gmail, in German',
      'Undelivered Mail',
      'Die Adresse wurde nicht gefunden.\n550 5.1.1 The email account that you tried to reach does not exist.',
      ...(['undelivered', '5.1.1', 'address'] as const),
    ],
    [
      'one that goes on trying',
      'Warning: message delayed 24 hours',
      'This message has not yet been delivered. No action is required on your part; delivery attempts will continue.',
      ...([null, null, 'other'] as const),
    ],
    [
      'one that gives no reason',
      'Undeliverable mail',
      'It could not be delivered.',
      'undelivered',
      null,
      'other',
    ],
  ])('%s', (_who, subject, text, state, code, of) => {
    expect(reportInWords(subject, text)).toMatchObject({ state, code, of });
  });

  test('is for somebody to read where it cannot be told', () => {
    expect(reportInWords('Hello', 'The office is closed until Monday 30 November.')).toBeNull();
    expect(reportInWords('', '')).toBeNull();
  });
});
