import { beforeEach, describe, expect, test } from 'vitest';
import { asOwner } from '#db/set-up.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../tests/support/house.ts';
import { answering, messagesIn } from '../tests/support/messages-in.ts';
import type { ReachablePerson } from '../tests/support/reachable-person.ts';
import { claim } from './claim.server.ts';
import { sendDue } from './deliver.server.ts';
import { type Lane, lanes } from './message/rules.ts';
import type { Turns } from './whose-turn.server.ts';

const house = aHouse();
const { db, newPerson, queue, emptyQueue } = messagesIn(house);
const noon = new Date('2026-11-25T12:00:00Z');
const taken = answering({ state: 'accepted', providerId: 'SM1' });
const sender = () => ({ role: 'sender' as const, serviceId: house.here.id });
const kindOf = { code: 'sign_in_code', urgent: 'reply', routine: 'update', several: 'update' } as const;

const known: { person?: ReachablePerson; text?: string } = {};
beforeEach(async () => {
  known.person ??= await newPerson();
  known.text ??= await queue(known.person);
  await emptyQueue();
  await db()`delete from sending_allowance`;
  await db()`delete from policy where name = 'messages_a_minute'`;
  await db()`delete from sending_pause`;
});

/** So many messages of one lane, waiting since a minute before noon or as many minutes as given: copies of one text. */
async function waiting(lane: Lane, count: number, minutes = 1, channel = 'text'): Promise<string[]> {
  const rows = await db()<{ id: string }[]>`
    insert into message select copy.* from message m, generate_series(1, ${count}) as turn, lateral jsonb_populate_record(m,
      jsonb_build_object('id', gen_random_uuid(), 'kind', ${kindOf[lane]}::text, 'channel', ${channel}::text, 'priority', ${lanes[lane]}::int, 'state', 'queued',
        'cancelled_reason', null, 'not_before', ${noon}::timestamptz - ${minutes} * interval '1 minute' + turn * interval '1 ms')) as copy
    where m.id = ${known.text ?? ''} returning id`;
  return rows.map(({ id }) => id);
}

/** How many of each lane a claim of so many takes. */
async function claimed(limit: number, only: { only?: 'code' } = {}) {
  const { claimed: rows } = await transactionAs(sender(), (tx) =>
    claim(tx, { limit, at: noon, ...taken, ...only }),
  );
  const numbers = await db()<{ lane: number; count: number }[]>`
    select priority as lane, count(*)::int as count from message where id = any (${rows.map(({ id }) => id)}::uuid[])
    group by priority order by priority`;
  return Object.fromEntries(numbers.map(({ lane, count }) => [Object.keys(lanes)[lane], count]));
}

const aMinute = (count: number) =>
  asOwner(house.database.ownerUrl, async (owner) => {
    await owner.execute(
      `insert into policy values ('${house.here.id}', 'messages_a_minute', '2026-01-01', '${count}')`,
    );
  });
const pause = (what: 'all' | 'several') =>
  db()`insert into sending_pause (service_id, what, paused_by) values (${house.here.id}, ${what}, ${house.here.manager.staffId})`;

describe('when every lane is full', () => {
  test('each gets its share of a claim, and none of them nothing', async () => {
    for (const lane of ['several', 'routine', 'urgent', 'code'] as const) await waiting(lane, 40);
    expect(await claimed(30)).toEqual({ code: 16, urgent: 8, routine: 4, several: 2 });
  });

  test('what one of them does not need goes to the others', async () => {
    await waiting('several', 40);
    await waiting('routine', 40);
    await waiting('code', 1);
    expect(await claimed(31)).toEqual({ code: 1, routine: 20, several: 10 });
  });

  test('a code comes before everything that has waited for longer', async () => {
    await waiting('several', 40, 9);
    await waiting('urgent', 40, 9);
    await waiting('code', 1, 0.5);
    expect(await claimed(1)).toEqual({ code: 1 });
  });

  test('and there is room for codes alone, codes alone are taken', async () => {
    await waiting('routine', 5);
    await waiting('code', 3);
    expect(await claimed(8, { only: 'code' })).toEqual({ code: 3 });
  });
});

describe('what goes to several people at once', () => {
  test('waits while anything else has waited for more than ten minutes, and for nothing younger', async () => {
    await waiting('several', 5, 60);
    await waiting('routine', 1, 9);
    expect(await claimed(1)).toEqual({ routine: 1 });
    await waiting('routine', 1, 9);
    expect(await claimed(4)).toEqual({ routine: 1, several: 3 });
    await waiting('urgent', 1, 11);
    expect(await claimed(4)).toEqual({ urgent: 1 });
    expect(await claimed(4)).toEqual({ several: 2 });
  });

  test('does not wait for itself, however long it takes', async () => {
    await waiting('several', 3, 60);
    expect(await claimed(4)).toEqual({ several: 3 });
  });
});

describe('a service that may send so many a minute', () => {
  test('sends no more than that at once, but codes, and more when time has passed', async () => {
    await aMinute(10);
    await waiting('routine', 30);
    expect(await claimed(8)).toEqual({ routine: 8 });
    expect(await claimed(8)).toEqual({ routine: 2 });
    await waiting('code', 4);
    expect(await claimed(8)).toEqual({ code: 4 });
    await db()`update sending_allowance set full_at = full_at - interval '54 seconds'`;
    expect(await claimed(8)).toEqual({ routine: 5 });
  });

  test('sends three thousand where it has set nothing', async () => {
    const [row] = await transactionAs(sender(), (tx) =>
      tx.execute<{ count: number }>('select may_send_now() as count'),
    );
    expect(row?.count).toBe(3000);
  });
});

describe('when a manager has paused', () => {
  test('everything, codes still leave and nothing else', async () => {
    for (const lane of ['several', 'routine', 'urgent', 'code'] as const) await waiting(lane, 2);
    await pause('all');
    expect(await claimed(8)).toEqual({ code: 2 });
  });

  test('what goes to several people at once, the rest still leaves', async () => {
    for (const lane of ['several', 'routine', 'urgent', 'code'] as const) await waiting(lane, 2);
    await pause('several');
    expect(await claimed(8)).toEqual({ code: 2, urgent: 2, routine: 2 });
    await db()`update sending_pause set resumed_by = paused_by, resumed_at = clock_timestamp()`;
    expect(await claimed(8)).toEqual({ several: 2 });
  });
});

test('what may not leave keeps nothing waiting behind it, however much of it there is', async () => {
  const stopped = await waiting('routine', 400, 9);
  await db()`update message set topic_choice_id = ${known.person?.choices.email ?? ''} where id = any (${stopped}::uuid[])`;
  await db()`update choice_now set state = 'unanswered' where id = ${known.person?.choices.email ?? ''}`;
  await db()`update message set state = 'queued', cancelled_reason = null, not_before = ${noon} where id = ${known.text ?? ''}`;
  expect(await sendDue(house.here.id, { at: noon, ...taken })).toBe(1);
  const [row] = await db()`select attempts from message where id = ${known.text ?? ''}`;
  expect(row).toEqual({ attempts: 1 });
});

describe('a claim of e-mails, or of all the rest', () => {
  const byMail = { way: 'email' } as const;
  const elsehow = { way: 'others' } as const;
  const taking = async (limit: number, turns: Pick<Turns, 'way' | 'only'>) => {
    const { claimed: rows } = await transactionAs(sender(), (tx) =>
      claim(tx, { limit, at: noon, ...taken, ...turns }),
    );
    return rows.map(({ id }) => id);
  };

  test('takes nothing of the other, in every lane, and a code as well as news', async () => {
    const mail = new Set([
      ...(await waiting('routine', 6, 9, 'email')),
      ...(await waiting('code', 1, 0.5, 'email')),
    ]);
    const texts = new Set([...(await waiting('routine', 3)), ...(await waiting('code', 1, 0.5))]);
    expect(await taking(8, { ...byMail, only: 'code' })).toHaveLength(1);
    const ids = await taking(4, byMail);
    expect(ids).toHaveLength(4);
    expect(ids.filter((id) => !mail.has(id))).toEqual([]);
    expect(new Set(await taking(8, elsehow))).toEqual(texts);
    expect(await taking(8, elsehow)).toEqual([]);
  });
});
