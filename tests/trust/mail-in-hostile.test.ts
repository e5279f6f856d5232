import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { aHouse } from '../support/house.ts';
import { answer, mailThatReturns } from '../support/mail-that-returns.ts';
import { messagesIn } from '../support/messages-in.ts';

const house = aHouse();
const { tasksOf } = messagesIn(house);
const { ear, someoneWritten, wordsOf } = mailThatReturns(house);

describe('what is not an e-mail as it should be', () => {
  const deep = (levels: number) =>
    Array.from(
      { length: levels },
      (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`,
    ).join('');

  test.each([
    ['nothing at all', ''],
    ['a head without an end', `Subject: ${'x'.repeat(200_000)}`],
    ['parts within parts', `From: a@example.org\r\nMIME-Version: 1.0\r\n${deep(3_000)}`],
    [
      'a boundary that never comes',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=""\r\n\r\n',
    ],
    ['an alphabet nobody has', 'Content-Type: text/plain; charset=klingon\r\n\r\n\xff\xfe\x00words'],
    ['broken base64', 'Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%'],
    ['ten thousand heads', `${'X-A: b\r\n'.repeat(10_000)}\r\nwords`],
    ['mark-up without an end', `Content-Type: text/html\r\n\r\n${'<div>'.repeat(20_000)}words`],
  ])('is taken for somebody to read, or refused: %s', async (_what, raw) => {
    const { person, address } = await someoneWritten();
    const said = await ear().hand(address, raw, 'somebody@example.org');
    expect(['250', '552 5.3.4', '554 5.6.0']).toContain(said);
    expect((await wordsOf(person)).length).toBe(said === '250' ? 1 : 0);
    expect(await ear().hand(address, answer('Ring me'), 'somebody@example.org')).toBe('250');
  });

  test('is refused when it is too large, for the words or for all of it', async () => {
    const { person, address } = await someoneWritten();
    expect(await ear().hand(address, answer('word '.repeat(60_000)), 'somebody@example.org')).toBe(
      '552 5.3.4',
    );
    expect(await ear().hand(address, answer('x'.repeat(11 * 1024 * 1024)), 'somebody@example.org')).toMatch(
      /^552/,
    );
    expect(await wordsOf(person)).toEqual([]);
  });

  test('is for one recipient at a time, and none it would pass on to', async () => {
    const [one, other] = [await someoneWritten(), await someoneWritten()];
    await ear().hand([one.address, other.address], answer('Ring me'), 'somebody@example.org');
    expect(await wordsOf(one.person)).toHaveLength(1);
    expect(await wordsOf(other.person)).toEqual([]);
    expect(await ear().hand('somebody@example.org', answer('Pass this on'), 'somebody@example.org')).toBe(
      '550 5.1.1',
    );
  });

  test('and breaks off in the middle leaves nothing behind', async () => {
    const { person, address } = await someoneWritten();
    const socket = connect(ear().port, '127.0.0.1');
    await once(socket, 'data');
    socket.write(`EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<${address}>\r\nDATA\r\n`);
    for (let said = ''; !said.includes('354'); ) said = String((await once(socket, 'data'))[0]);
    socket.write('Subject: half\r\n\r\nRing');
    socket.destroy();
    await once(socket, 'close');
    expect(await ear().hand(address, answer('Whole'), 'somebody@example.org')).toBe('250');
    expect(await wordsOf(person)).toMatchObject([{ words: expect.stringContaining('Whole') }]);
    expect(await tasksOf(person)).toEqual(['reply_needed']);
  });
});
