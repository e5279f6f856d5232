import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  closesAt,
  leavesTimeToArrive,
  maySendAt,
  type SafeWindow,
} from '../../casework/safe-window/rules.ts';
import { bankHolidays } from '../../casework/working-day/rules.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { claim } from '../../messaging/claim.server.ts';
import { aHouse } from '../support/house.ts';
import { answering, messagesIn } from '../support/messages-in.ts';
import { type ReachablePerson, reachablePerson } from '../support/reachable-person.ts';

const weeks = process.env.HEARD_FULL ? 1000 : 60;
const momentsEach = 100;
const house = aHouse();
const { queue } = messagesIn(house);

let db: postgres.Sql;
let person: ReachablePerson;
let message: string;
beforeAll(async () => {
  db = postgres(house.database.superuserUrl, { max: 1 });
  person = await reachablePerson(db, house.here.worker);
  message = await queue(person);
  await db`update message set not_before = '2025-01-01', expires_at = '2029-01-01'`;
});
afterAll(() => db.end());

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
// As often as not in or about the hour that comes twice in autumn and never in spring, or about midnight.
const minute = fc.oneof(
  fc.integer({ min: 0, max: 1439 }),
  fc.integer({ min: 45, max: 135 }),
  fc.constantFrom(0, 1, 60, 90, 119, 120, 1200, 1410, 1439),
);
const closing = fc.oneof({ weight: 4, arbitrary: minute }, { weight: 1, arbitrary: fc.constant(1440) });
const weekday = fc.oneof(fc.integer({ min: 1, max: 7 }), fc.constantFrom(6, 7));
const safeWindow = fc.record({ weekday, opens: minute.map(clock), closes: closing.map(clock) });
const week = fc.uniqueArray(safeWindow, {
  maxLength: 6,
  selector: ({ weekday, opens }) => `${weekday} ${opens}`,
});

const hour = 3_600_000;
const changes = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31'].map((day) =>
  Date.parse(`${day}T01:00:00Z`),
);
const within = (from: number, to: number) => fc.integer({ min: from, max: to });
const moment = fc
  .oneof(
    within(Date.parse('2026-01-01'), Date.parse('2027-12-31')),
    fc.constantFrom(...changes).chain((change) => within(change - 40 * hour, change + 40 * hour)),
    fc.constantFrom(...changes).chain((change) => within(change - 2 * hour, change + 2 * hour)),
    fc.constantFrom(...bankHolidays).chain((day) => within(Date.parse(day), Date.parse(day) + 24 * hour)),
    // To the minute, where windows open and close.
    fc
      .constantFrom(...changes)
      .chain((change) => within(-60, 60).map((minutes) => change + minutes * 60_000)),
  )
  .map((at) => new Date(at))
  .filter((at) => at.getFullYear() >= 2026 && at.getFullYear() < 2028);
const moments = fc.array(moment, { minLength: momentsEach, maxLength: momentsEach });

const calendar = new Intl.DateTimeFormat('en-CA', {
  ...{ timeZone: 'Europe/London', hourCycle: 'h23', weekday: 'short' },
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
});
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Whether the clock on a wall in London shows a time that was said to be safe: by a third calendar, and nothing of ours. */
function wallShowsSafe(windows: readonly SafeWindow[], at: Date): boolean {
  const part = Object.fromEntries(calendar.formatToParts(at).map(({ type, value }) => [type, value]));
  const now = `${part.hour}:${part.minute}`;
  const today = days.indexOf(String(part.weekday)) + 1;
  if (windows.length === 0)
    return now >= '08:00' && now < '20:00' && !bankHolidays.has(`${part.year}-${part.month}-${part.day}`);
  const yesterday = today === 1 ? 7 : today - 1;
  return windows.some(({ weekday, opens, closes }) => {
    const overnight = closes <= opens;
    if (weekday === today && now >= opens && (overnight || now < closes)) return true;
    return overnight && weekday === yesterday && now < closes;
  });
}

type Judged = { may: boolean; arrives: boolean; until: Date };
async function inSql(windows: readonly SafeWindow[], asked: readonly Date[]): Promise<Judged[]> {
  const { serviceId, victimId } = person;
  return db.begin(async (tx) => {
    await tx`delete from safe_window where victim_id = ${victimId}`;
    for (const { weekday, opens, closes } of windows)
      await tx`insert into safe_window values (${serviceId}, ${victimId}, ${weekday}, ${opens}, ${closes})`;
    await tx`select set_config('role', 'sender', true), set_config('app.service_id', ${serviceId}, true)`;
    return tx<Judged[]>`
      select may_send_at(${victimId}, moment) as may, leaves_time_to_arrive(${victimId}, moment) as arrives,
        safe_until(${victimId}, moment) as until
      from unnest(${asked.map((at) => at.toISOString())}::timestamptz[]) with ordinality as t(moment, turn) order by turn`;
  });
}

const counted = { cases: 0, safe: 0, claimed: 0, held: 0 };
const taken = answering({ state: 'accepted', providerId: 'SM1' });

/** Tries to claim a message at this moment: for how long a provider would be let try, or null when it may not leave. */
async function claimedAt(at: Date): Promise<number | null> {
  const sender = { role: 'sender' as const, serviceId: house.here.id };
  const {
    claimed: [one],
  } = await transactionAs(sender, (tx) => claim(tx, { limit: 1, at, providerFor: taken.providerFor }));
  await db`update message set state = 'queued', lease_until = null where id = ${message}`;
  return one?.validForSeconds ?? null;
}

async function nothingOutside(windows: readonly SafeWindow[], asked: readonly Date[]): Promise<void> {
  const judged = await inSql(windows, asked);
  for (const [turn, { may, arrives, until }] of judged.entries()) {
    const at = asked[turn] ?? new Date(0);
    const where = `${at.toISOString()} ${JSON.stringify(windows)}`;
    expect([where, may, arrives]).toEqual([
      where,
      maySendAt(windows, at, bankHolidays),
      may && leavesTimeToArrive(windows, at, bankHolidays),
    ]);
    if (!may) continue;
    counted.safe += 1;
    expect([where, wallShowsSafe(windows, at)]).toEqual([where, true]);
    const closes = closesAt(windows, at, bankHolidays)?.getTime() ?? 0;
    expect([where, until.getTime()]).toEqual([where, Math.min(closes, at.getTime() + 4 * hour)]);
  }
  counted.cases += judged.length;
  const [at, first] = [asked[0], judged[0]];
  if (!at || !first) return;
  const seconds = await claimedAt(at);
  expect(seconds === null).toBe(!first.arrives);
  if (seconds !== null) expect(at.getTime() + seconds * 1000).toBeLessThanOrEqual(first.until.getTime());
  counted[seconds === null ? 'held' : 'claimed'] += 1;
}

test(`in ${weeks * momentsEach} cases, whatever somebody says is safe and whatever the clocks do, nothing may leave outside it`, async () => {
  await fc.assert(fc.asyncProperty(week, moments, nothingOutside), { numRuns: weeks });
  process.stdout.write(`${JSON.stringify(counted)}\n`);
  expect(counted.cases).toBe(weeks * momentsEach);
  for (const count of [counted.safe, counted.claimed, counted.held]) expect(count).toBeGreaterThan(0);
}, 600_000);
