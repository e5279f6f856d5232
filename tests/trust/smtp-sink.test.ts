import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendDue } from '../../messaging/deliver.server.ts';
import { smtpProvider } from '../../messaging/providers/smtp.server.ts';
import { aHouse } from '../support/house.ts';
import { messagesIn, nudge, wednesdayNoon } from '../support/messages-in.ts';
import type { ReachablePerson } from '../support/reachable-person.ts';
import { type Sink, startSmtpSink } from '../support/smtp-sink.ts';

const house = aHouse();
const { db, newPerson, queue, stateOf, tasksOf, emptyQueue } = messagesIn(house);
const closers: (() => Promise<void>)[] = [];
beforeEach(() => emptyQueue());
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function sentTo(switches: readonly string[], timeoutMs = 5_000) {
  const sink = await startSmtpSink(switches);
  const person = await newPerson();
  const id = await queue(person, nudge, 'email');
  await sendBy(sink, timeoutMs);
  return { sink, person, id };
}

async function sendBy({ url, close }: Sink, timeoutMs: number) {
  const provider = smtpProvider({ url, from: 'post@harbour.example.org', timeoutMs });
  closers.push(async () => {
    await provider.close();
    await close();
  });
  await sendDue(house.here.id, { at: wednesdayNoon, providerFor: () => provider });
}

const isBad = async ({ email }: ReachablePerson) => {
  const [row] = await db()`select bad_at is not null as bad from contact_point where id = ${email.id}`;
  return row?.bad;
};

describe('a mail server that takes an e-mail', () => {
  test.each([
    ['with everything a mail server can', []],
    ['without extensions', ['-e']],
    ['one command at a time, without reports or eight bits', ['-p', '-N', '-8']],
  ])('%s has it once', async (_which, switches) => {
    const { sink, person, id } = await sentTo(switches);
    expect(await stateOf(id)).toMatchObject({ state: 'accepted', failure_code: null });
    expect(sink.taken()).toEqual([expect.stringContaining(`<${person.email.value}>`)]);
    expect(await tasksOf(person)).toEqual([]);
  });
});

describe('a mail server that refuses for now', () => {
  test.each([
    ['at the door', ['-r', 'connect'], '450'],
    ['our greeting', ['-r', 'ehlo,helo'], '450'],
    ['the sender', ['-r', 'mail'], '450'],
    ['the recipient', ['-r', 'rcpt'], '450'],
    ['the recipient, with 421', ['-b', '421 4.7.0 Busy', '-r', 'rcpt'], '421'],
    ['the recipient, with 451', ['-b', '451 4.7.1 Greylisted', '-r', 'rcpt'], '451'],
    ['the recipient, with 452', ['-b', '452 4.2.2 Full', '-r', 'rcpt'], '452'],
    ['to hear the words', ['-r', 'data'], '450'],
    ['what it has read', ['-r', '.'], '450'],
    ['and hangs up at the sender', ['-Q', 'mail'], '421'],
    ['and hangs up at the recipient', ['-Q', 'rcpt'], '421'],
    ['and hangs up once it has read', ['-Q', '.'], '421'],
  ])('%s is asked again later', async (_what, switches, code) => {
    const { person, id } = await sentTo(switches);
    expect(await stateOf(id)).toMatchObject({ state: 'queued', failure_code: code });
    expect(await isBad(person)).toBe(false);
    expect(await tasksOf(person)).toEqual([]);
  });
});

describe('a mail server that refuses for good', () => {
  test.each([
    ['nobody is there', ['-B', '550 5.1.1 Unknown', '-f', 'rcpt'], '550'],
    ['nobody is there, in the figures of long ago', ['-E', '-B', '550 Unknown', '-f', 'rcpt'], '550'],
    ['they have moved', ['-B', '551 5.1.6 Moved', '-f', 'rcpt'], '551'],
    ['it is no address', ['-B', '553 5.1.3 Syntax', '-f', 'rcpt'], '553'],
    ['nobody is there, once it has read', ['-B', '550 5.1.1 Unknown', '-f', '.'], '550'],
  ])('because %s has the address marked, and the worker told', async (_why, switches, code) => {
    const { person, id } = await sentTo(switches);
    expect(await stateOf(id)).toMatchObject({ state: 'failed', failure_code: code });
    expect(await isBad(person)).toBe(true);
    expect(await tasksOf(person)).toEqual(['message_failed']);
  });

  test.each([
    ['the box is full', ['-B', '552 5.2.2 Full', '-f', 'rcpt'], '552'],
    ['it does not like us', ['-B', '554 5.7.1 No', '-f', 'rcpt'], '554'],
    ['of our sender', ['-B', '550 5.1.8 Sender', '-f', 'mail'], '550'],
    ['of the command', ['-f', 'data'], '500'],
    ['of the words', ['-B', '554 5.6.0 Content', '-f', '.'], '554'],
  ])('because %s has the worker told and the address left alone', async (_why, switches, code) => {
    const { person, id } = await sentTo(switches);
    expect(await stateOf(id)).toMatchObject({ state: 'failed', failure_code: code });
    expect(await isBad(person)).toBe(false);
    expect(await tasksOf(person)).toEqual(['message_failed']);
  });

  test('to speak with us at all says nothing of an e-mail, which is tried again', async () => {
    const { person, id } = await sentTo(['-B', '554 5.7.1 Blocked', '-f', 'connect']);
    expect(await stateOf(id)).toMatchObject({ state: 'queued', failure_code: '554' });
    expect(await tasksOf(person)).toEqual([]);
  });
});

describe('a mail server that hangs up without a word', () => {
  test.each(['connect', 'ehlo,helo', 'mail', 'rcpt', 'data'])(
    'at %s has had nothing, and is asked again later',
    async (command) => {
      const { sink, person, id } = await sentTo(['-q', command]);
      expect(await stateOf(id)).toMatchObject({ state: 'queued' });
      expect(sink.taken().filter((mail) => mail.includes('Subject:'))).toEqual([]);
      expect(await tasksOf(person)).toEqual([]);
    },
  );

  test('after the final dot may have taken it, so it is not sent twice and the worker is asked to ring', async () => {
    const { sink, person, id } = await sentTo(['-q', '.']);
    expect(await stateOf(id)).toMatchObject({ state: 'unknown' });
    expect(await sendDue(house.here.id, { at: wednesdayNoon })).toBe(0);
    expect(sink.taken()).toHaveLength(1);
    expect(await tasksOf(person)).toEqual(['message_unknown']);
  });

  test('in the middle of the words leaves it failed or unknown, never sent again by itself', async () => {
    const { id } = await sentTo(['-A', '0']);
    expect(['failed', 'unknown']).toContain((await stateOf(id))?.state);
  });
});

describe('a mail server that says nothing for too long', () => {
  test('before it would hear the words has had nothing', async () => {
    const { id } = await sentTo(['-W', 'data:9'], 1_000);
    expect(await stateOf(id)).toMatchObject({ state: 'queued' });
  });

  test('after the final dot may have taken it', async () => {
    const { sink, id } = await sentTo(['-W', '.:9'], 1_000);
    expect(await stateOf(id)).toMatchObject({ state: 'unknown' });
    expect(sink.taken()).toHaveLength(1);
  });
});
