import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import type { Language } from '#locales/languages.ts';
import { aHouse } from '../tests/support/house.ts';
import {
  cardByLetter,
  comesToBePrinted,
  newsByLetter,
  someoneWithAnAddress,
} from '../tests/support/letters.ts';
import { answering, messagesIn, nudge, wednesdayNoon } from '../tests/support/messages-in.ts';
import { sendDue } from './deliver.server.ts';
import { messageServiceOf } from './message-service.server.ts';
import { exampleOf } from './messages/example.server.ts';
import type { Template } from './messages/templates.ts';
import type { Outcome } from './providers/provider.ts';

const house = aHouse();
const { db, queue, newPerson, emptyQueue } = messagesIn(house);
const worker = () => house.here.worker;

async function versionOf(template: Template, channel: 'text' | 'email' | 'letter', language: Language) {
  const service = await transactionAs({ role: 'sender', serviceId: house.here.id }, messageServiceOf);
  return exampleOf({ template, channel, language }, service, 'Nobody').version;
}

const nowReads = (language: Language, { victimId }: { victimId: string }) =>
  db()`update contact_preference set language_written = ${language} where victim_id = ${victimId}`;

async function wordsOf(id: string) {
  const [row] = await db()`select template_version as version, language, state from message where id = ${id}`;
  return row;
}

describe('a message says which words it was made of, when its reader changed their language after it was written', () => {
  test.each<[string, Outcome]>([
    ['was taken', { state: 'accepted', providerId: 'SM1' }],
    ['may have been taken', { state: 'unknown', code: 'ECONNRESET' }],
    ['was refused', { state: 'failed', code: '30007', permanent: true }],
  ])('and it %s', async (_, outcome) => {
    const person = await newPerson();
    const id = await queue(person);
    await nowReads('pl', person);
    await sendDue(house.here.id, { at: wednesdayNoon, ...answering(outcome) });
    const version = await versionOf('update.nudge', 'text', 'pl');
    expect(await wordsOf(id)).toEqual({ version, language: 'pl', state: outcome.state });
  });

  test('by e-mail too', async () => {
    const person = await newPerson();
    const id = await queue(person, nudge, 'email');
    await nowReads('cy', person);
    await sendDue(house.here.id, {
      at: wednesdayNoon,
      ...answering({ state: 'accepted', providerId: 'SM1' }),
    });
    expect(await wordsOf(id)).toMatchObject({ version: await versionOf('update.nudge', 'email', 'cy') });
  });

  test('and so does a letter that came to be printed, with a card in it or not', async () => {
    const [reader, guest] = [await someoneWithAnAddress(worker()), await someoneWithAnAddress(worker())];
    const id = await newsByLetter(worker(), reader);
    await cardByLetter(worker(), guest);
    const [card] = await db()`select id from message where victim_id = ${guest.victimId}`;
    for (const who of [reader, guest]) await nowReads('pl', who);
    await comesToBePrinted(worker());
    const lies = { language: 'pl', state: 'accepted' };
    expect(await wordsOf(id)).toEqual({ version: await versionOf('update.nudge', 'letter', 'pl'), ...lies });
    const version = await versionOf('invitation.letter', 'letter', 'pl');
    expect(await wordsOf(String(card?.id))).toEqual({ version, ...lies });
  });
});

test('a message that comes back to wait keeps the words it was queued in', async () => {
  const person = await newPerson();
  const id = await queue(person);
  await nowReads('pl', person);
  const busy = { state: 'again', code: '20429', afterSeconds: 60 } as const;
  await sendDue(house.here.id, { at: wednesdayNoon, ...answering(busy) });
  expect(await wordsOf(id)).toMatchObject({ version: await versionOf('update.nudge', 'text', 'en') });
  await emptyQueue();
});
