import { beforeEach, describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { everyHour } from '../../tests/support/reached-by.ts';
import { type Person, someone, tasksFor } from '../../tests/support/someone.ts';
import { addContactPoint, confirmContactPoint } from '../contact-point/store.server.ts';
import { issueInvitation } from '../invitation/store.server.ts';
import type { SafeWindow } from '../safe-window/rules.ts';
import { changeSafeWindows } from '../safe-window/store.server.ts';
import { rememberBrowser } from './known-browser.server.ts';
import { codeBudgets } from './rules.ts';
import { answerCodeRequests, requestCode } from './store.server.ts';

const house = aHouse();
const { knownBrowser, anyOther } = codeBudgets;
const mine = 'the browser I signed in with';
let numbers = 500;

type Reached = Person & { value: string };

async function reached(windows: SafeWindow[] = everyHour, kept?: string): Promise<Reached> {
  numbers += 1;
  const value = kept ?? `+447700900${numbers}`;
  const { worker } = house.here;
  const who = await someone(worker);
  await transactionAs(worker, async (tx) => {
    const point = { kind: 'mobile', value, source: 'police', shared: false, watched: false } as const;
    const { id } = await addContactPoint(tx, who.victimId, point);
    await confirmContactPoint(tx, who.victimId, id);
    await changeSafeWindows(tx, who.victimId, windows);
  });
  return { ...who, value };
}

/** Open at no hour near this one: one minute, on the day after the day after tomorrow. */
const notNow = (): SafeWindow[] => {
  const weekday = ((new Date().getUTCDay() + 2) % 7) + 1;
  return [{ weekday, opens: '12:00', closes: '12:01' }];
};

let browsers = 0;
const ask = (value: string, times: number, knownToken: string | null = null) =>
  Promise.all(
    Array.from({ length: times }, () => {
      browsers += 1;
      const browserToken = `browser ${browsers}`;
      return requestCode({ kind: 'mobile', value, serviceIds: [house.here.id], browserToken, knownToken });
    }),
  );
const answered = () => transactionAs({ role: 'sender', serviceId: house.here.id }, answerCodeRequests);
const askedBy = async (value: string, times: number, known: string | null = null) => {
  await ask(value, times, known);
  return answered();
};
const signedInHere = ({ me }: Reached, token = mine) => transactionAs(me, (tx) => rememberBrowser(tx, token));
const later = (hours: number) =>
  rows(
    house.database,
    (sql) => sql`update sign_in_code set created_at = created_at - make_interval(hours => ${hours})`,
  );
const told = (who: Reached) => tasksFor(house.here.worker, who);

beforeEach(() => rows(house.database, (sql) => sql`delete from code_request`));

describe('a stranger who knows a number', () => {
  test('has few codes sent to it an hour, and a few more a day', async () => {
    const who = await reached();
    expect(await askedBy(who.value, 9)).toBe(anyOther.anHour);
    expect(await askedBy(who.value, 9)).toBe(0);
    await later(2);
    expect(await askedBy(who.value, 9)).toBe(anyOther.aDay - anyOther.anHour);
    await later(2);
    expect(await askedBy(who.value, 9)).toBe(0);
    await later(24);
    expect(await askedBy(who.value, 1)).toBe(1);
  });

  test('has two sent at most while it is not safe, and whoever really asks gets theirs at that hour', async () => {
    const who = await reached(notNow());
    expect(await askedBy(who.value, 1)).toBe(1);
    expect(await askedBy(who.value, 9)).toBe(anyOther.whileNotSafe - 1);
    await later(2);
    expect(await askedBy(who.value, 9)).toBe(0);
    await later(12);
    expect(await askedBy(who.value, 1)).toBe(1);
  });

  test('is asked about once, in a task of its worker’s, however long it goes on', async () => {
    const who = await reached();
    await askedBy(who.value, anyOther.anHour);
    expect(await told(who)).toEqual([]);
    await askedBy(who.value, 9);
    await askedBy(who.value, 9);
    expect(await told(who)).toEqual(['codes_asked']);
  });

  test('takes nothing from its owner’s own browser, nor from anybody else’s number', async () => {
    const [who, other] = [await reached(), await reached()];
    await signedInHere(who);
    await askedBy(who.value, 30);
    expect(await askedBy(who.value, 1, mine)).toBe(1);
    expect(await askedBy(other.value, 1)).toBe(1);
    expect(await askedBy(who.value, 9, mine)).toBe(knownBrowser.anHour - 1);
  });

  test('is not taken for the owner by a browser of their own, nor by one that was forgotten', async () => {
    const [who, stranger] = [await reached(), await reached()];
    await signedInHere(stranger, 'the browser of the stranger');
    expect(await askedBy(who.value, 9, 'the browser of the stranger')).toBe(anyOther.anHour);
    const owner = await reached();
    await signedInHere(owner);
    await transactionAs(house.here.worker, (tx) =>
      issueInvitation(tx, owner.victimId, { how: 'hand', word: 'periwinkle' }),
    );
    expect(await askedBy(owner.value, 9, mine)).toBe(anyOther.anHour);
  });
});

describe('the owner of a number', () => {
  test('comes first from a browser of theirs, however many strangers wait', async () => {
    const [who, flooded] = [await reached(), await reached()];
    await signedInHere(who);
    await ask(flooded.value, 60);
    await ask(who.value, 1, mine);
    await answered();
    const sent = await rows(
      house.database,
      (sql) => sql`select id from message where victim_id = ${who.victimId} and kind = 'sign_in_code'`,
    );
    expect(sent).toHaveLength(1);
  });

  test('gets a code at an hour that is not safe, from their own browser', async () => {
    const who = await reached(notNow());
    await signedInHere(who);
    await askedBy(who.value, 9);
    expect(await askedBy(who.value, 1, mine)).toBe(1);
  });

  test('shares it with somebody: the hours of both are kept, and the workers of both are told', async () => {
    const one = await reached();
    const other = await reached(notNow(), one.value);
    expect(await askedBy(one.value, 9)).toBe(anyOther.whileNotSafe);
    expect([await told(one), await told(other)]).toEqual([['codes_asked'], ['codes_asked']]);
  });
});

test('a request leaves the same row behind from a browser we know and from one we do not', async () => {
  const who = await reached();
  await signedInHere(who);
  await ask(who.value, 1, mine);
  await ask(who.value, 1);
  await ask('+447700900499', 1);
  const kept = await rows(
    house.database,
    (sql) =>
      sql`select length(known_hash) as known, length(browser_hash) as browser, turned_down from code_request`,
  );
  expect(kept).toEqual(Array.from({ length: 3 }, () => ({ known: 32, browser: 32, turned_down: false })));
});
