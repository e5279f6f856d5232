import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { withdrawChoice } from '../../casework/choice/store.server.ts';
import { changeSafeWindows } from '../../casework/safe-window/store.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { claim } from '../../messaging/claim.server.ts';
import { sendDue } from '../../messaging/deliver.server.ts';
import { settle } from '../../messaging/settle.server.ts';
import { holdWaiting } from '../../messaging/waiting.server.ts';
import { aHouse } from '../support/house.ts';
import { answering, messagesIn, paperIn, wednesdayNoon } from '../support/messages-in.ts';
import type { ReachablePerson } from '../support/reachable-person.ts';

const house = aHouse();
const { db, newPerson, queue, stateOf, emptyQueue } = messagesIn(house);

const askedOnThePhone = () => ({
  how: 'phone' as const,
  askedBy: house.here.worker.staffId,
  answeredAs: 'self' as const,
  language: 'en' as const,
  format: 'standard',
  words: {
    key: 'choice.updates.decision',
    text: 'May we tell you what is decided?',
    reviewState: 'source' as const,
  },
});
// Kept open for a moment, as on a slow machine: this is when a message may come back to the queue unseen.
const withdraw = (person: ReachablePerson, openForMs = 0) =>
  transactionAs(house.here.worker, async (tx) => {
    const stopped = await withdrawChoice(tx, person.victimId, person.choices.decision, askedOnThePhone());
    await pause(openForMs);
    return stopped;
  });

describe('someone who said yes to being told what is decided', () => {
  test('is told, on their own number, and staff can read what was said', async () => {
    const person = await newPerson();
    const id = await queue(person);
    const paper = paperIn();
    await sendDue(house.here.id, { at: wednesdayNoon, ...paper });
    const [sheet, ...more] = await paper.read();
    expect(sheet).toMatchObject({
      id,
      to: person.mobile.value,
      body: expect.stringContaining('something new'),
    });
    expect(more).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ state: 'accepted', unkept: false });
  });

  test('is told nothing more once they take it back, and learns what was stopped', async () => {
    const person = await newPerson();
    const [text, email] = [await queue(person), await queue(person, undefined, 'email')];
    const stopped = await withdraw(person);
    expect(stopped.left).toEqual([]);
    expect(stopped.stopped).toEqual(
      expect.arrayContaining([
        { channel: 'text', kind: 'update' },
        { channel: 'email', kind: 'update' },
      ]),
    );
    const later = await queue(person);
    const paper = paperIn();
    await sendDue(house.here.id, { at: wednesdayNoon, ...paper });
    expect(await paper.read()).toEqual([]);
    for (const id of [text, email])
      expect(await stateOf(id)).toMatchObject({ state: 'cancelled', wiped: true });
    expect(await stateOf(later)).toMatchObject({ state: 'queued' });
    const entries = await db()`select state from choice where victim_id = ${person.victimId}`;
    expect(entries.map((entry) => entry.state)).toEqual(['withdrawn']);
    await emptyQueue();
  });

  test('learns what had already gone when they take it back too late for it', async () => {
    const person = await newPerson();
    await queue(person);
    const paper = paperIn();
    await sendDue(house.here.id, { at: wednesdayNoon, ...paper });
    expect(await withdraw(person)).toMatchObject({
      stopped: [],
      left: [{ channel: 'text', kind: 'update' }],
    });
  });
});

const sender = () => ({ role: 'sender' as const, serviceId: house.here.id });
const busy = answering({ state: 'again', code: '20429', afterSeconds: 1 });
const longBefore = new Date('2026-11-21T12:00:00Z');

/** Ten messages for each of 200 people, and a table of the test's own for what was claimed when. */
async function twoThousandMessages(): Promise<ReachablePerson[]> {
  await db()`create table if not exists race_claim (victim_id uuid, message_id uuid, at timestamptz)`;
  await db()`truncate race_claim`;
  const people: ReachablePerson[] = [];
  for (let made = 0; made < 200; made += 1) people.push(await newPerson());
  const rows = people.flatMap(({ serviceId, victimId, caseId, mobile, choices }, turn) =>
    Array.from({ length: 10 }, () => ({
      ...{ service_id: serviceId, id: randomUUID(), victim_id: victimId, case_id: caseId },
      ...{ kind: 'update', channel: 'text', contact_point_id: mobile.id, priority: 2 },
      ...{
        topic_choice_id: choices.decision,
        channel_choice_id: choices.text,
        template: 'update.nudge',
        template_version: 'race',
      },
      ...{ sealed_facts: Buffer.from('nobody opens these'), state: 'queued' },
      // The first forty people come first, and so on.
      ...{ not_before: new Date(+longBefore + Math.floor(turn / 40)), expires_at: new Date('2027-01-01') },
    })),
  );
  await db()`insert into message ${db()(rows)}`;
  await db()`analyze`;
  return people;
}

type Progress = { kept: number; foundNone: number; over: boolean };

// Most of what is claimed goes straight back to the queue, as when a provider is busy: a message on its way back is one that
// the withdrawal may not see.
async function claimUntilOver(progress: Progress, withoutShareLock: boolean): Promise<void> {
  const options = {
    limit: 16,
    at: wednesdayNoon,
    ...busy,
    ...(withoutShareLock ? { withoutShareLock } : {}),
  };
  for (let found = 1; found > 0 || !progress.over; ) {
    const { claimed } = await transactionAs(sender(), (tx) => claim(tx, options));
    found = claimed.length;
    progress.foundNone = found === 0 ? progress.foundNone + 1 : 0;
    if (found === 0) {
      // What came back after its person withdrew waits in front of the others until it is looked at, as every few seconds.
      await transactionAs(sender(), (tx) => holdWaiting(tx, wednesdayNoon));
      await pause(2);
      continue;
    }
    await db()`insert into race_claim select victim_id, id, pg_xact_commit_timestamp(xmin) from message
      where id in ${db()(claimed.map((one) => one.id))}`;
    const back = claimed.filter(() => Math.random() < 0.85);
    await pause(Math.random() * 15);
    await transactionAs(sender(), async (tx) => {
      for (const one of back)
        await settle(tx, one, { state: 'again', code: '20429', afterSeconds: 1 }, null, longBefore);
    });
    progress.kept += claimed.length - back.length;
  }
}

// Paced by how much has left, not by a clock, so that on a machine of any speed both sides get their share of the messages.
async function untilEnoughLeft(progress: Progress, withdrawals: number): Promise<void> {
  while (progress.kept < withdrawals * 1.15 && progress.foundNone < 100) await pause(2);
}

/** 200 people withdraw, four at a time, while four senders claim; what PostgreSQL's own commit times say of it. */
async function race(withoutShareLock: boolean) {
  await emptyQueue();
  const people = await twoThousandMessages();
  const waiting = [...people];
  const progress: Progress = { kept: 0, foundNone: 0, over: false };
  const withdrawing = Array.from({ length: 4 }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await untilEnoughLeft(progress, people.length - waiting.length);
      await withdraw(next, 40);
      await pause(Math.random() * 80);
    }
  });
  const over = Promise.all(withdrawing).then(() => {
    progress.over = true;
  });
  await Promise.all([over, ...Array.from({ length: 4 }, () => claimUntilOver(progress, withoutShareLock))]);
  const [counted] = await db()<
    { claimed: number; cancelled: number; withdrawn: number; afterwards: number }[]
  >`
    select count(*) filter (where m.state = 'submitting')::int as claimed,
      count(*) filter (where m.state = 'cancelled')::int as cancelled,
      count(distinct c.id) filter (where c.state = 'withdrawn')::int as withdrawn,
      (select count(*) from race_claim r join choice_now c on c.victim_id = r.victim_id and c.topic = 'decision'
        where r.at > pg_xact_commit_timestamp(c.xmin))::int as afterwards
    from message m join choice_now c on c.service_id = m.service_id and c.id = m.topic_choice_id
    where m.template_version = 'race' and m.victim_id in ${db()(people.map((person) => person.victimId))}`;
  return counted;
}

describe('200 people who withdraw while four senders claim 2,000 messages', () => {
  test('are never written to about it once their withdrawal is kept', async () => {
    const counted = await race(false);
    expect(counted).toMatchObject({ withdrawn: 200, afterwards: 0 });
    expect(counted?.claimed).toBeGreaterThanOrEqual(200);
    expect(counted?.cancelled).toBeGreaterThanOrEqual(200);
  });

  test('would be, without the share lock', async () => {
    // Chance decides when a message comes back, so up to three races may be needed to see one go too late.
    let counted = await race(true);
    for (let more = 2; more > 0 && counted?.afterwards === 0; more -= 1) counted = await race(true);
    expect(counted?.claimed).toBeGreaterThanOrEqual(200);
    expect(counted?.cancelled).toBeGreaterThanOrEqual(200);
    expect(counted?.afterwards).toBeGreaterThan(0);
  });
});

test('a message judged by safe times that change in that very moment does not leave', async () => {
  const person = await newPerson();
  const id = await queue(person);
  // The same answer, after long enough for somebody to change their mind between what a claim sees and what it locks.
  await db()`create or replace function may_send_now() returns double precision language plpgsql stable as
    'begin perform pg_sleep(0.4); return 1000; end'`;
  const claiming = transactionAs(sender(), (tx) => claim(tx, { limit: 4, at: wednesdayNoon, ...busy }));
  await pause(300);
  await transactionAs(house.here.worker, (tx) =>
    changeSafeWindows(tx, person.victimId, [{ weekday: 1, opens: '10:00', closes: '12:00' }]),
  );
  expect((await claiming).claimed).toEqual([]);
  expect(await stateOf(id)).toMatchObject({ state: 'queued' });
});
