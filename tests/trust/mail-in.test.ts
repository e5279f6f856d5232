import { describe, expect, test } from 'vitest';
import { freePort } from '../../db/embedded.ts';
import { auditOf } from '../support/audit-of.ts';
import { aHouse } from '../support/house.ts';
import { startMailServer } from '../support/mail-server.ts';
import {
  answer,
  deliveryReport,
  handingTo,
  mailThatReturns,
  returnDomain,
} from '../support/mail-that-returns.ts';
import { messagesIn, nudge } from '../support/messages-in.ts';
import { startWorker } from '../support/worker-process.ts';

const house = aHouse();
const { db, queue, stateOf, tasksOf, newPerson } = messagesIn(house);
const { ear, emailTo, someoneWritten, isBad, isStopped, logOf, wordsOf } = mailThatReturns(house);
const countOf = async () => {
  const [row] = await db()`
    select (select count(*) from inbound)::int + (select count(*) from receipt)::int + (select count(*) from task)::int as rows`;
  return row?.rows;
};

const failed = (status: string) => deliveryReport({ action: 'failed', status });

describe('an e-mail that bounces', () => {
  test.each(['delivery-status', 'global-delivery-status'])(
    'because nobody is there marks the address, is in the log of contacts and is the worker’s to see to (%s)',
    async (kind) => {
      const { person, id, address } = await someoneWritten();
      expect(await ear().hand(address, deliveryReport({ action: 'failed', status: '5.1.1' }, kind))).toBe(
        '250',
      );
      expect(await stateOf(id)).toMatchObject({ state: 'undelivered', failure_code: '5.1.1' });
      expect(await isBad(person)).toBe(true);
      expect(await tasksOf(person)).toEqual(['message_failed']);
      expect(await logOf(person)).toMatchObject([
        { channel: 'email', direction: 'out', outcome: 'not_delivered', staff: null, note: null },
      ]);
    },
  );

  test('twice, or shuffled with others, is told once', async () => {
    const { person, id, address } = await someoneWritten();
    await ear().hand(address, deliveryReport({ action: 'delayed', status: '4.4.1' }));
    for (let time = 0; time < 3; time += 1) await ear().hand(address, failed('5.1.1'));
    await ear().hand(address, deliveryReport({ action: 'delayed', status: '4.4.1' }));
    await ear().hand(address, deliveryReport({ action: 'delivered', status: '2.0.0' }));
    expect(await stateOf(id)).toMatchObject({ state: 'undelivered' });
    expect(await tasksOf(person)).toEqual(['message_failed']);
    expect(await logOf(person)).toHaveLength(1);
  });

  test('because the box is full is told, and leaves the address alone until it is the third in turn', async () => {
    const person = await newPerson();
    for (const last of [false, false, true]) {
      const { address } = await emailTo(person);
      await ear().hand(address, failed('5.2.2'));
      expect(await isBad(person)).toBe(last);
    }
    expect(await tasksOf(person)).toEqual(['message_failed', 'message_failed', 'message_failed']);
    expect(await logOf(person)).toHaveLength(1);
  });

  test('now and then is no bounce for good: one that arrived in between begins anew', async () => {
    const person = await newPerson();
    for (const report of [
      failed('4.4.7'),
      failed('4.4.7'),
      deliveryReport({ action: 'delivered', status: '2.0.0' }),
      failed('4.4.7'),
      failed('4.4.7'),
    ])
      await ear().hand((await emailTo(person)).address, report);
    expect(await isBad(person)).toBe(false);
  });

  test('as often as the service has set it, from the day it set', async () => {
    const person = await newPerson();
    await db()`insert into policy values (${house.here.id}, 'soft_bounces', '2026-01-01', '1'), (${house.here.id}, 'soft_bounces', '2999-01-01', '9')`;
    await ear().hand((await emailTo(person)).address, failed('5.2.2'));
    expect(await isBad(person)).toBe(true);
    await db()`delete from policy where name = 'soft_bounces'`;
  });

  test('and is only delayed stays where it is', async () => {
    const { person, id, address } = await someoneWritten();
    expect(await ear().hand(address, deliveryReport({ action: 'delayed', status: '4.4.1' }))).toBe('250');
    expect(await stateOf(id)).toMatchObject({ state: 'accepted' });
    expect(await tasksOf(person)).toEqual([]);
  });

  test('is believed of one whose answer was lost, and one that arrived is known to have', async () => {
    const { id, address } = await someoneWritten();
    await db()`update message set state = 'unknown' where id = ${id}`;
    await ear().hand(address, deliveryReport({ action: 'delivered', status: '2.0.0' }));
    expect(await stateOf(id)).toMatchObject({ state: 'delivered' });
  });

  test('brought a code tells nobody, but for an address that is nobody’s', async () => {
    const person = await newPerson();
    const code = { kind: 'sign_in_code', code: '123456' } as const;
    await ear().hand((await emailTo(person, code)).address, failed('5.2.2'));
    expect(await tasksOf(person)).toEqual([]);
    await ear().hand((await emailTo(person, code)).address, failed('5.1.1'));
    expect(await tasksOf(person)).toEqual(['message_failed']);
    expect(await logOf(person)).toEqual([]);
  });

  test('in words alone, from a server that knows no other way', async () => {
    const { person, id, address } = await someoneWritten();
    const words = `From: MAILER-DAEMON@example.org\r\nSubject: failure notice\r\n\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n`;
    expect(await ear().hand(address, words)).toBe('250');
    expect(await stateOf(id)).toMatchObject({ state: 'undelivered' });
    expect(await isBad(person)).toBe(true);
  });
});

describe('what comes to an address nobody has', () => {
  test.each([
    `${'0'.repeat(48)}@${returnDomain}`,
    `post@${returnDomain}`,
    `${'0'.repeat(48)}@elsewhere.example.org`,
    `0@${returnDomain}`,
  ])('is refused and changes nothing: %s', async (address) => {
    await someoneWritten();
    const before = await countOf();
    expect(await ear().hand(address, failed('5.1.1'))).toBe('550 5.1.1');
    expect(await ear().hand(address, answer('STOP'), 'somebody@example.org')).toBe('550 5.1.1');
    expect(await countOf()).toBe(before);
  });

  test('but for one letter, or at another domain, is never let in', async () => {
    const { person, id, address } = await someoneWritten();
    const [local = ''] = address.split('@');
    for (let at = 0; at < 48; at += 1) {
      const other = local[at] === '0' ? '1' : '0';
      const guess = `${local.slice(0, at)}${other}${local.slice(at + 1)}@${returnDomain}`;
      expect(await ear().hand(guess, failed('5.1.1'))).toBe('550 5.1.1');
    }
    expect(await ear().hand(`${local}@elsewhere.example.org`, failed('5.1.1'))).toBe('550 5.1.1');
    expect(await stateOf(id)).toMatchObject({ state: 'accepted' });
    expect(await isBad(person)).toBe(false);
  });
});

describe('what somebody answers', () => {
  test('is read by their worker, sealed, and due at once', async () => {
    const { person, address } = await someoneWritten();
    expect(await ear().hand(address, answer('He reads these. Ring me.'), 'somebody@example.org')).toBe('250');
    expect(await wordsOf(person)).toMatchObject([
      {
        words: 'Re: Something new for you\n\nHe reads these. Ring me.\n',
        perhapsAnothers: false,
        by: 'email',
        itself: false,
      },
    ]);
    expect(await tasksOf(person)).toEqual(['reply_needed']);
    expect(await wordsOf(person, house.elsewhere.worker)).toEqual([]);
    expect(await auditOf(house.database, person.victimId)).toContain('email.received');
    const [row] = await db()`select sealed_body from inbound where victim_id = ${person.victimId}`;
    expect(String(row?.sealed_body)).not.toContain('Ring me');
  });

  test('is kept once however often a mail server hands it over', async () => {
    const { person, address } = await someoneWritten();
    const words = answer('Ring me', ['Message-ID: <1@example.org>']);
    for (let time = 0; time < 3; time += 1) await ear().hand(address, words, 'somebody@example.org');
    expect(await wordsOf(person)).toHaveLength(1);
    expect(await tasksOf(person)).toEqual(['reply_needed']);
  });

  test('keeps no files, and says how many came', async () => {
    const { person, address } = await someoneWritten();
    const raw = [
      'From: somebody@example.org\r\nSubject: A picture\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n',
      '--b\r\nContent-Type: text/plain\r\n\r\nLook.\r\n',
      '--b\r\nContent-Type: image/png; name="him.png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n',
    ].join('\r\n');
    await ear().hand(address, raw, 'somebody@example.org');
    expect(await wordsOf(person)).toMatchObject([{ words: 'A picture\n\nLook.\n', attachments: 1 }]);
  });

  test('is one of several people’s where they share the address, and on each it says so', async () => {
    const { person, address } = await someoneWritten();
    const lodger = await newPerson();
    await db()`update contact_point set blind_index = (select blind_index from contact_point where id = ${person.email.id}) where id = ${lodger.email.id}`;
    await ear().hand(address, answer('Who is this?'), 'somebody@example.org');
    for (const one of [person, lodger]) {
      expect(await wordsOf(one)).toMatchObject([{ perhapsAnothers: true }]);
      expect(await tasksOf(one)).toEqual(['reply_needed']);
    }
  });

  test('reaches a human though a machine wrote it while they are away', async () => {
    const { person, address } = await someoneWritten();
    const away = answer('I no longer live with him. STOP', ['Auto-Submitted: auto-replied']);
    expect(await ear().hand(address, away, '')).toBe('250');
    expect(await wordsOf(person)).toMatchObject([{ itself: true }]);
    expect(await tasksOf(person)).toEqual(['automatic_reply']);
    expect(await isStopped(person)).toMatchObject({ stopped: false });
  });

  test('and a report nobody can make out is for somebody to read, not lost', async () => {
    const { person, address } = await someoneWritten();
    await ear().hand(
      address,
      'From: postmaster@example.org\r\nSubject: Hm\r\n\r\nSomething about your message.\r\n',
    );
    expect(await wordsOf(person)).toMatchObject([{ itself: true }]);
    expect(await tasksOf(person)).toEqual(['automatic_reply']);
  });
});

describe('STOP by e-mail', () => {
  test.each(['Stop', 'Stopiwch', 'Przestańcie', 'بند کریں', 'توقفوا'])(
    'ends e-mails to the address, what waits too, and nothing else: %s',
    async (word) => {
      const { person, address } = await someoneWritten();
      const [waiting, text] = [await queue(person, nudge, 'email'), await queue(person, nudge, 'text')];
      await ear().hand(address, answer(word), 'somebody@example.org');
      expect(await isStopped(person)).toEqual({ stopped: true, reason: 'stop' });
      expect(await stateOf(waiting)).toMatchObject({ state: 'cancelled' });
      expect(await stateOf(text)).toMatchObject({ state: 'queued' });
      expect(await tasksOf(person)).toEqual(['emails_stopped']);
    },
  );

  test('with more than that is read by a person as well', async () => {
    const { person, address } = await someoneWritten();
    await ear().hand(address, answer('Stop. He is outside'), 'somebody@example.org');
    expect(await tasksOf(person)).toEqual(['emails_stopped', 'reply_needed']);
  });
});

describe('the worker itself', () => {
  const code = { kind: 'sign_in_code', code: '123456' } as const;

  test('has every e-mail answered to an address of its own, takes in what comes there, and relays nothing', async () => {
    const mailServer = await startMailServer('nobody@example.org');
    const port = await freePort();
    const person = await newPerson();
    const id = await queue(person, code, 'email');
    const settings = {
      ...{ SMTP_URL: mailServer.url, SMTP_FROM: 'post@harbour.example.org' },
      ...{ SMTP_RETURN_DOMAIN: returnDomain, SMTP_RETURN_PORT: String(port) },
    };
    Object.assign(process.env, settings);
    const worker = await startWorker(house.database);
    for (const name of Object.keys(settings)) delete process.env[name];
    await expect.poll(() => mailServer.arrived.length).toBe(1);
    const { from = '', mail } = mailServer.arrived[0] ?? {};
    expect(from).toMatch(/^[\da-f]{48}@return\.harbour\.example\.org$/);
    expect(mail?.replyTo?.value).toEqual([{ name: '', address: from }]);
    const hand = handingTo(port);
    expect(await hand.over(from, failed('5.1.1'))).toBe('250');
    expect(await hand.over('somebody@example.org', answer('Pass this on'), 'a@example.org')).toBe(
      '550 5.1.1',
    );
    hand.close();
    expect(await stateOf(id)).toMatchObject({ state: 'undelivered' });
    expect(await isBad(person)).toBe(true);
    expect(await worker.stop()).toBe(0);
    await mailServer.close();
  });
});
