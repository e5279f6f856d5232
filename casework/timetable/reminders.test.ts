import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asOwner } from '#db/set-up.server.ts';
import { type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { aHouse, type TestService } from '../../tests/support/house.ts';
import { answer, someone } from '../../tests/support/people.ts';
import type { AfterNo } from '../choice/rules.ts';
import { addContactPoint } from '../contact-point/store.server.ts';
import { issueInvitation } from '../invitation/store.server.ts';
import { tasksOpen } from '../task/store.server.ts';
import { askAgainInTime, askToCheckNumbers, warnOfEndingCards } from './reminders.server.ts';

const house = aHouse();
let db: postgres.Sql;
beforeAll(() => {
  db = postgres(house.database.superuserUrl, { max: 1, connection: { client_min_messages: 'warning' } });
});
afterAll(() => db.end());
beforeEach(async () => {
  await db`update invitation set state = 'expired'`;
  await db`update contact_point set ended_at = clock_timestamp()`;
  await db`update choice_now set after_no = null`;
});

const inTheService = (run: (tx: Tx<ProcessActor>) => Promise<number>, { id }: TestService = house.here) =>
  transactionAs({ role: 'sender', serviceId: id }, run);
const tasksFor = async (victimId: string) =>
  (await transactionAs(house.here.worker, (tx) => tasksOpen(tx, { mine: false, victimId }))).map(
    ({ kind }) => kind,
  );

async function cardEndingIn(interval: string): Promise<string> {
  const { victimId } = await someone(house.here.worker);
  await transactionAs(house.here.worker, (tx) =>
    issueInvitation(tx, victimId, { how: 'hand', word: 'marigold' }),
  );
  await db`update invitation set expires_at = clock_timestamp() + ${interval}::interval where victim_id = ${victimId}`;
  return victimId;
}

async function doubtOf(victimId: string) {
  const [row] = await db`select doubt from contact_point where victim_id = ${victimId}`;
  return row?.doubt;
}

let mobiles = 100;
async function numberCheckedBefore(interval: string | null): Promise<string> {
  const { victimId } = await someone(house.here.worker);
  mobiles += 1;
  const point = {
    kind: 'mobile',
    value: `+447700900${mobiles}`,
    source: 'police',
    shared: false,
    watched: false,
  } as const;
  await transactionAs(house.here.worker, (tx) => addContactPoint(tx, victimId, point));
  await db`update contact_point set verified_at = clock_timestamp() - ${interval}::interval where victim_id = ${victimId}`;
  return victimId;
}

describe('a card nobody has opened', () => {
  test('is the worker’s to look at three days before it ends, once, and not four days before', async () => {
    const [soon, later] = [await cardEndingIn('71 hours'), await cardEndingIn('73 hours')];
    expect(await inTheService(warnOfEndingCards)).toBe(1);
    expect(await inTheService(warnOfEndingCards)).toBe(0);
    expect(await tasksFor(soon)).toEqual(['card_ending']);
    expect(await tasksFor(later)).toEqual([]);
  });

  test.each(['opened', 'refused', 'replaced', 'expired'])(
    'is nobody’s to look at when it was %s',
    async (state) => {
      const victimId = await cardEndingIn('1 hour');
      await db`update invitation set state = ${state} where victim_id = ${victimId}`;
      expect(await inTheService(warnOfEndingCards)).toBe(0);
    },
  );

  test('is not looked at by the worker of another service', async () => {
    await cardEndingIn('1 hour');
    expect(await inTheService(warnOfEndingCards, house.elsewhere)).toBe(0);
  });
});

describe('a mobile', () => {
  test('is to be checked again half a year after it was, once, and not before', async () => {
    const [old, fresh, never] = [
      await numberCheckedBefore('181 days'),
      await numberCheckedBefore('179 days'),
      await numberCheckedBefore(null),
    ];
    expect(await inTheService(askToCheckNumbers)).toBe(1);
    expect(await inTheService(askToCheckNumbers)).toBe(0);
    expect(await tasksFor(old)).toEqual(['number_to_check']);
    for (const victimId of [fresh, never]) expect(await tasksFor(victimId)).toEqual([]);
    expect(await Promise.all([old, fresh, never].map(doubtOf))).toEqual(['age', null, null]);
  });

  test('is to be checked again when the next half year is over', async () => {
    const victimId = await numberCheckedBefore('400 days');
    expect(await inTheService(askToCheckNumbers)).toBe(1);
    await db`update contact_point set verified_at = clock_timestamp() - interval '181 days' where victim_id = ${victimId}`;
    expect(await inTheService(askToCheckNumbers)).toBe(1);
  });

  test('that failed or was ended is not asked about', async () => {
    const [bad, ended] = [await numberCheckedBefore('300 days'), await numberCheckedBefore('300 days')];
    await db`update contact_point set bad_at = clock_timestamp() where victim_id = ${bad}`;
    await db`update contact_point set ended_at = clock_timestamp() where victim_id = ${ended}`;
    expect(await inTheService(askToCheckNumbers)).toBe(0);
  });

  test('is to be checked as often as the service has set it', async () => {
    const victimId = await numberCheckedBefore('40 days');
    expect(await inTheService(askToCheckNumbers)).toBe(0);
    await asOwner(house.database.ownerUrl, async (owner) => {
      await owner.execute(
        `insert into policy values ('${house.here.id}', 'reverify_days', '2026-01-01', '30')`,
      );
    });
    expect(await inTheService(askToCheckNumbers)).toBe(1);
    expect(await tasksFor(victimId)).toEqual(['number_to_check']);
  });
});

describe('somebody who said no, and that we may ask in a month', () => {
  async function saidNoBefore(interval: string, afterNo: AfterNo = 'in_a_month') {
    const who = await someone(house.here.worker);
    await answer(who, ['updates/progress/', 'restorative/information/'], 'declined', afterNo);
    await backdate(who.victimId, interval);
    return who.victimId;
  }
  const backdate = (victimId: string, interval: string) =>
    db`update choice_now set changed_at = clock_timestamp() - ${interval}::interval where victim_id = ${victimId} and after_no is not null`;

  test('is to be asked by the worker once that month is over, once, and not before', async () => {
    const [due, early] = [await saidNoBefore('1 month 1 hour'), await saidNoBefore('27 days')];
    expect(await inTheService(askAgainInTime)).toBe(1);
    expect(await inTheService(askAgainInTime)).toBe(0);
    expect(await tasksFor(due)).toEqual(['ask_again']);
    expect(await tasksFor(early)).toEqual([]);
  });

  test('is to be asked a month after the next no again', async () => {
    const victimId = await saidNoBefore('3 months');
    expect(await inTheService(askAgainInTime)).toBe(1);
    await backdate(victimId, '2 months');
    expect(await inTheService(askAgainInTime)).toBe(1);
  });

  test.each(['next_stage', 'only_if_i_ask', 'never'] as const)(
    'is not asked in time where they said %s',
    async (then) => {
      await saidNoBefore('1 year', then);
      expect(await inTheService(askAgainInTime)).toBe(0);
    },
  );

  test('is not asked while everything is paused, but after it', async () => {
    const victimId = await saidNoBefore('2 months');
    await db`update hold set held = true, until = null where victim_id = ${victimId}`;
    expect(await inTheService(askAgainInTime)).toBe(0);
    await db`update hold set held = false where victim_id = ${victimId}`;
    expect(await inTheService(askAgainInTime)).toBe(1);
  });

  test('is not asked once the case is closed, nor after a no to all contact', async () => {
    const [closed, silent] = [await saidNoBefore('2 months'), await saidNoBefore('2 months')];
    await db`update victim_case set closed_at = clock_timestamp() where victim_id = ${closed}`;
    await db`update choice_now set state = 'withdrawn', after_no = 'never' where victim_id = ${silent}
      and purpose = 'contact' and channel = '' and case_id is null`;
    expect(await inTheService(askAgainInTime)).toBe(0);
  });

  test('is asked by nobody of another service', async () => {
    await saidNoBefore('2 months');
    expect(await inTheService(askAgainInTime, house.elsewhere)).toBe(0);
  });
});

test('nobody of the staff, and no person, reads of what was reminded', async () => {
  for (const actor of [house.here.worker, house.here.manager, house.here.auditor])
    await expect(transactionAs(actor, (tx) => tx.execute('select 1 from reminder'))).rejects.toThrow('42501');
});
