import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withdrawChoice } from '../../casework/choice/store.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import type { MessageFacts } from '../../messaging/messages/facts.ts';
import { mailConnections, mailPlaces } from '../../messaging/places/rules.ts';
import type { Provider } from '../../messaging/providers/provider.ts';
import { smtpProvider } from '../../messaging/providers/smtp.server.ts';
import { sender } from '../../messaging/sender.server.ts';
import { atAnyHour } from '../support/flood.ts';
import { aHouse } from '../support/house.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { messagesIn, nudge } from '../support/messages-in.ts';
import type { ReachablePerson } from '../support/reachable-person.ts';

const house = aHouse();
const { db, newPerson, queue, stateOf, emptyQueue } = messagesIn(house);
const code: MessageFacts = { kind: 'sign_in_code', code: '123456' };
const takes = 300;

const people: ReachablePerson[] = [];
const somebody = {} as ReachablePerson;
beforeAll(async () => {
  while (people.length < 12) people.push(await newPerson());
  Object.assign(somebody, await newPerson());
  await atAnyHour(db(), [...people, somebody]);
});

const slow = {} as { server: MailServer; provider: Provider };
beforeEach(async () => {
  await emptyQueue();
  slow.server = await startMailServer('nobody@example.org', takes);
  slow.provider = smtpProvider({ url: slow.server.url, from: 'post@harbour.example.org' });
});
afterEach(async () => {
  await slow.provider.close();
  await slow.server.close();
});

const failures: unknown[] = [];
afterAll(() => expect(failures).toEqual([]));

const taken = () => slow.server.arrived.map(({ to }) => to.join());
const under = async () => {
  const [row] = await db()<{ count: number }[]>`
    select count(*)::int as count from message where state = 'submitting' and channel = 'email'`;
  return row?.count ?? 0;
};

async function updates(each: number): Promise<void> {
  for (let turn = 0; turn < each; turn += 1) for (const person of people) await queue(person, nudge, 'email');
}

/** Sends as a worker does that looks by itself once a minute, while `work` is done and until so many arrived. */
async function whileSending<T>(until: number, work: (post: ReturnType<typeof sender>) => Promise<T>) {
  const post = sender(
    (error) => void failures.push(error),
    () => slow.provider,
  );
  const most = { underWay: 0 };
  const going = { on: true };
  const keep = async () => {
    for (; going.on; await post.wait(house.here.id, 60_000)) {
      await post.send(house.here.id);
      most.underWay = Math.max(most.underWay, await under());
    }
  };
  const sent = keep();
  const result = await work(post);
  while (taken().length < until) await pause(20);
  going.on = false;
  post.stir(house.here.id);
  await sent;
  await post.rest();
  return { result, mostUnderWay: most.underWay };
}

const arrivals = async (count: number) => {
  while (taken().length < count) await pause(5);
};

describe('while sixty updates wait for a mail server that takes its time', () => {
  test('a code somebody asked for comes before most of them, and each arrives once', async () => {
    await updates(5);
    const { result: before, mostUnderWay } = await whileSending(61, async (post) => {
      await arrivals(1);
      await queue(somebody, code, 'email');
      const before = taken().length;
      post.stir(house.here.id);
      return before;
    });
    const place = taken().indexOf(somebody.email.value);
    expect(place).toBeGreaterThanOrEqual(before);
    expect(place - before).toBeLessThanOrEqual(mailPlaces.all);
    expect(taken()).toHaveLength(61);
    for (const { email } of people) expect(taken().filter((to) => to === email.value)).toHaveLength(5);
    expect(mostUnderWay).toBeGreaterThan(0);
    expect(mostUnderWay).toBeLessThanOrEqual(mailConnections);
  });

  test('somebody who says no while others are under way is not written to, and the others are', async () => {
    await updates(1);
    const id = await queue(somebody, nudge, 'email');
    await db()`update message set not_before = not_before + interval '1 hour' where id = ${id}`;
    await whileSending(12, async (post) => {
      while ((await under()) === 0) await pause(5);
      // A bell that rings for nothing while there is room for codes alone: the rest goes on all the same.
      post.stir(house.here.id);
      await transactionAs(house.here.worker, (tx) =>
        withdrawChoice(tx, somebody.victimId, somebody.choices.decision, {
          ...{ how: 'phone', askedBy: house.here.worker.staffId, answeredAs: 'self' },
          ...{ language: 'en', format: 'standard' },
          words: { key: 'choice.updates.decision', text: 'May we?', reviewState: 'source' },
        }),
      );
    });
    expect(taken().toSorted()).toEqual(people.map(({ email }) => email.value).toSorted());
    expect(await stateOf(id)).toMatchObject({ state: 'cancelled', wiped: true });
  });
});
