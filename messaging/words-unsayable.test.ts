import { beforeEach, expect, test } from 'vitest';
import { asOwner } from '#db/set-up.server.ts';
import { aHouse } from '../tests/support/house.ts';
import { answering, messagesIn, wednesdayNoon } from '../tests/support/messages-in.ts';
import { sendDue } from './deliver.server.ts';
import { lookAtWordsAgain } from './words-held.server.ts';

const house = aHouse();
const { db, queue, newPerson, stateOf, tasksOf, hold, emptyQueue } = messagesIn(house);

beforeEach(async () => {
  await emptyQueue();
  await asOwner(house.database.ownerUrl, (owner) =>
    owner.execute(
      `insert into policy values ('${house.here.id}', 'message_words', '2020-01-01', '"approved"') on conflict do nothing`,
    ),
  );
});

/** Somebody's message that is held for its words. */
async function held() {
  const person = await newPerson();
  const id = await queue(person);
  await hold(wednesdayNoon);
  expect(await stateOf(id)).toMatchObject({ state: 'held', held_reason: 'words' });
  return { person, id };
}

test('a message that cannot be put into words any more ends, its worker is told, and nobody else’s words wait for it', async () => {
  const [lost, other] = [await held(), await held()];
  await db()`update message set sealed_facts = ${Buffer.from('nobody’s')} where id = ${lost.id}`;
  await db()`update contact_preference set language_written = 'pl' where victim_id = ${other.person.victimId}`;
  const versionOf = async () => (await db()`select template_version from message where id = ${other.id}`)[0];
  const before = await versionOf();
  expect(await lookAtWordsAgain(house.here.id)).toBe(2);
  expect(await stateOf(lost.id)).toMatchObject({ state: 'failed', failure_code: 'unreadable' });
  expect([await tasksOf(lost.person), await tasksOf(other.person)]).toEqual([['message_failed'], []]);
  expect(await versionOf()).not.toEqual(before);
  expect(await stateOf(other.id)).toMatchObject({ state: 'held', held_reason: 'words' });
});

test('a message that can be put into words stays, and nobody is told of it', async () => {
  const { person, id } = await held();
  expect(await lookAtWordsAgain(house.here.id)).toBe(0);
  expect([(await stateOf(id))?.state, await tasksOf(person)]).toEqual(['held', []]);
  const provider = answering({ state: 'accepted', providerId: 'SM1' });
  await sendDue(house.here.id, { at: wednesdayNoon, ...provider });
  expect(provider.given).toEqual([]);
});
