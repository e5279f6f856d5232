import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { asOwner } from '#db/set-up.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { flood } from '../tests/support/flood.ts';
import { aHouse } from '../tests/support/house.ts';
import { answering, messagesIn, nudge, wednesdayNoon } from '../tests/support/messages-in.ts';
import type { ReachablePerson } from '../tests/support/reachable-person.ts';
import { sendDue } from './deliver.server.ts';
import { lanes } from './message/rules.ts';
import { messageServiceOf } from './message-service.server.ts';
import type { Which } from './messages/example.server.ts';
import { exampleOf } from './messages/example.server.ts';
import type { MessageFacts } from './messages/facts.ts';
import { mayGoByText } from './messages/templates.ts';
import { lookAtWordsAgain } from './words-held.server.ts';

const house = aHouse();
const { db, queue, newPerson, stateOf, hold, emptyQueue } = messagesIn(house);
const tenMinutesLater = new Date('2026-11-25T12:10:00Z');
const accepted = { state: 'accepted', providerId: 'SM1' } as const;
const sender = () => ({ role: 'sender', serviceId: house.here.id }) as const;

const policyFrom = (from: string, value = '"approved"') =>
  asOwner(house.database.ownerUrl, (owner) =>
    owner.execute(`insert into policy values ('${house.here.id}', 'message_words', '${from}', '${value}')
      on conflict (service_id, name, effective_from) do update set value = excluded.value`),
  );

/** What two people agreed on, written straight into the database. */
async function approve(which: Which): Promise<string> {
  const { version } = exampleOf(which, await transactionAs(sender(), messageServiceOf), 'Nobody');
  const requestId = randomUUID();
  const { id, worker, manager } = house.here;
  await db()`insert into words_request (service_id, id, template, channel, language, version, asked_by)
    values (${id}, ${requestId}, ${which.template}, ${which.channel}, ${which.language}, ${version}, ${worker.staffId})`;
  await db()`insert into words_answer (service_id, request_id, asked_by, answer, answered_by)
    values (${id}, ${requestId}, ${worker.staffId}, 'approved', ${manager.staffId})`;
  return requestId;
}

async function sent(): Promise<string[]> {
  const provider = answering(accepted);
  await sendDue(house.here.id, { at: wednesdayNoon, ...provider });
  await hold(tenMinutesLater);
  return provider.given.map(({ text }) => text);
}

const again = async () => {
  await lookAtWordsAgain(house.here.id);
  await hold(wednesdayNoon);
};

const it = {} as { person: ReachablePerson; id: string };
const english: Which = { template: 'update.nudge', channel: 'text', language: 'en' };
const sentence: MessageFacts = {
  kind: 'update',
  content: 'sentence',
  sentenceKey: 'dateSet',
  phone: '01632 960001',
};

beforeEach(async () => {
  await emptyQueue();
  await db()`set session_replication_role = replica`;
  await db()`delete from words_answer`;
  await db()`delete from words_request`;
  await db()`delete from words_taken_back`;
  await db()`set session_replication_role = default`;
  await db()`delete from policy where name = 'message_words'`;
  it.person = await newPerson();
  it.id = await queue(it.person);
});

describe('words nobody approved', () => {
  test('leave where the service does not ask for it, and where it asks for it from a later day', async () => {
    await policyFrom('2199-01-01');
    expect(await sent()).toHaveLength(1);
  });

  test('stay here where the service asks for it, and staff see why', async () => {
    await policyFrom('2020-01-01');
    expect(await sent()).toEqual([]);
    expect(await stateOf(it.id)).toMatchObject({ state: 'held', held_reason: 'words' });
  });

  test('leave again from the day the service asks for it no more', async () => {
    await policyFrom('2020-01-01');
    await policyFrom('2021-01-01', '"any"');
    expect(await sent()).toHaveLength(1);
  });

  test('leave all the same where they are six digits somebody is asking for', async () => {
    await policyFrom('2020-01-01');
    await queue(it.person, { kind: 'sign_in_code', code: '048213' });
    expect(await sent()).toEqual(['048213 is your code. It works for 10 minutes.']);
  });
});

describe('words that were approved', () => {
  beforeEach(() => policyFrom('2020-01-01'));

  test('leave, by the channel and in the language in which they were', async () => {
    await approve(english);
    await queue(it.person, nudge, 'email');
    expect(await sent()).toEqual(['There is something new for you. Reply STOP to end texts.']);
  });

  test('leave no more once the yes was taken back', async () => {
    const requestId = await approve(english);
    await db()`insert into words_taken_back (service_id, request_id, taken_back_by)
      values (${house.here.id}, ${requestId}, ${house.here.manager.staffId})`;
    expect(await sent()).toEqual([]);
  });

  test('by another service count for nothing here', async () => {
    await approve(english);
    await db()`set session_replication_role = replica`;
    await db()`update words_request set service_id = ${house.elsewhere.id}`;
    await db()`update words_answer set service_id = ${house.elsewhere.id}`;
    await db()`set session_replication_role = default`;
    expect(await sent()).toEqual([]);
  });

  test('do not speak for the language their reader changed to meanwhile, until those are approved too', async () => {
    await approve(english);
    await db()`update contact_preference set language_written = 'pl' where victim_id = ${it.person.victimId}`;
    expect(await sent()).toEqual([]);
    expect(await stateOf(it.id)).toMatchObject({ state: 'held', held_reason: 'words' });
    await approve({ ...english, language: 'pl' });
    await again();
    expect(await sent()).toEqual(['Jest coś nowego dla Ciebie. Koniec: odpisz STOP.']);
  });

  test('are looked for again in the language of today, so that what was held in another leaves', async () => {
    expect(await sent()).toEqual([]);
    await approve({ ...english, language: 'cy' });
    await db()`update contact_preference set language_written = 'cy' where victim_id = ${it.person.victimId}`;
    await again();
    expect(await sent()).toHaveLength(1);
  });

  test('are looked for again for everything that waits for its words, however much that is', async () => {
    await emptyQueue();
    await flood(db(), [it.person], 520, lanes.routine);
    await hold(wednesdayNoon);
    expect(await lookAtWordsAgain(house.here.id)).toBe(520);
    expect(await lookAtWordsAgain(house.here.id)).toBe(0);
    await approve(english);
    expect(await hold(tenMinutesLater)).toBe(520);
  });

  test('do not speak for the sentence that becomes a nudge on its way, nor the nudge for the sentence', async () => {
    await emptyQueue();
    await approve({ ...english, template: 'update.dateSet' });
    const id = await queue(it.person, sentence);
    expect(await sent()).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ state: 'held', held_reason: 'words' });
    await again();
    expect(await sent()).toEqual([]);
    await db()`update contact_preference set text_content = 'sentence' where victim_id = ${it.person.victimId}`;
    await again();
    expect(await sent()).toEqual(['There is a date. Ring 01632 960001. Reply STOP to end texts.']);
  });
});

test('PostgreSQL lets nothing go by text but what is harmless on any screen, whoever writes', async () => {
  const say = (template: string) => db()`update message set template = ${template} where id = ${it.id}`;
  await say('question');
  for (const template of ['invitation.letter', 'invitation.card', 'update.anything', ''])
    await expect(say(template)).rejects.toThrow('harmless_by_text');
  const [held] =
    await db()`select pg_get_constraintdef(oid) as rule from pg_constraint where conname = 'harmless_by_text'`;
  const harmless = [...String(held?.rule).matchAll(/'([\w.]+)'/g)].map(([, name = '']) => name);
  const ours = Object.entries(mayGoByText).flatMap(([template, may]) => (may ? [template] : []));
  expect(harmless.filter((name) => name !== 'text').sort()).toEqual(ours.sort());
});
