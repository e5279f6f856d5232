import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leavesTimeToArrive, maySendAt, type SafeWindow } from '../../casework/safe-window/rules.ts';
import { bankHolidays } from '../../casework/working-day/rules.ts';
import { aHouse } from '../support/house.ts';
import { reachablePerson } from '../support/reachable-person.ts';

const house = aHouse();
let db: postgres.Sql;
beforeAll(() => {
  db = postgres(house.database.superuserUrl, { max: 1 });
});
afterAll(() => db.end());

// Saturday and Sunday in London; in 2027 the clocks go forward on Easter Sunday, so the bank holiday after it too.
const weekends = [
  ['2026, clocks forward', '2026-03-28T00:00:00Z', 48],
  ['2026, clocks back', '2026-10-23T23:00:00Z', 50],
  ['2027, clocks forward', '2027-03-27T00:00:00Z', 72],
  ['2027, clocks back', '2027-10-29T23:00:00Z', 50],
] as const;

const week = [1, 2, 3, 4, 5, 6, 7];
const everyDay = (opens: string, closes: string) => week.map((weekday) => ({ weekday, opens, closes }));
const people: Record<string, SafeWindow[]> = {
  'who gave no safe times': [],
  'safe in the hour the clocks change': everyDay('01:00', '02:00'),
  'safe until the middle of that hour': everyDay('23:10', '01:30'),
  'safe from the middle of that hour, across midnight': everyDay('01:30', '00:20'),
  'safe until midnight, and again after it': [...everyDay('20:00', '24:00'), ...everyDay('00:00', '00:45')],
  'safe in two parts with a gap too short to arrive in': [
    ...everyDay('10:00', '10:40'),
    ...everyDay('10:55', '11:40'),
  ],
  'safe on Sundays only': [{ weekday: 7, opens: '00:00', closes: '24:00' }],
};

type Minute = { moment: Date; may: boolean; arrives: boolean; until: Date };
const fourHours = 4 * 60 * 60 * 1000;

/** The minutes from which a provider would be let try past the end of the safe time, or stopped though it goes on. */
function overrun(minutes: readonly Minute[]): Minute[] {
  const unsafe = minutes.filter(({ may }) => !may).map(({ moment }) => moment.getTime());
  const known = minutes.at(-1)?.moment.getTime() ?? 0;
  return minutes.filter(({ moment, may, until }) => {
    const latest = moment.getTime() + fourHours;
    const ends = unsafe.find((at) => at > moment.getTime()) ?? Number.POSITIVE_INFINITY;
    return may && Math.min(ends, latest) <= known && until.getTime() !== Math.min(ends, latest);
  });
}

async function inSql(windows: SafeWindow[], from: string, minutes: number) {
  const person = await reachablePerson(db, house.here.worker);
  for (const { weekday, opens, closes } of windows)
    await db`insert into safe_window values (${person.serviceId}, ${person.victimId}, ${weekday}, ${opens}, ${closes})`;
  return db.begin(async (tx) => {
    await tx`select set_config('role', 'sender', true), set_config('app.service_id', ${person.serviceId}, true)`;
    return tx<Minute[]>`
      select moment, may_send_at(${person.victimId}, moment) as may, leaves_time_to_arrive(${person.victimId}, moment) as arrives,
        safe_until(${person.victimId}, moment) as until
      from generate_series(${from}::timestamptz, ${from}::timestamptz + make_interval(mins => ${minutes - 1}), interval '1 minute') as moment`;
  });
}

describe.each(weekends)('on the weekend of %s', (_, from, hours) => {
  test.each(Object.entries(people))(
    'PostgreSQL and Temporal agree on every minute for someone %s',
    async (_who, windows) => {
      const minutes = await inSql(windows, from, hours * 60);
      expect(minutes).toHaveLength(hours * 60);
      const differing = minutes.filter(
        ({ moment, may, arrives }) =>
          may !== maySendAt(windows, moment, bankHolidays) ||
          arrives !== (may && leavesTimeToArrive(windows, moment, bankHolidays)),
      );
      expect(differing).toEqual([]);
      expect(overrun(minutes)).toEqual([]);
      expect(minutes.some(({ may }) => may)).toBe(true);
      expect(minutes.some(({ may }) => !may)).toBe(true);
    },
  );
});
