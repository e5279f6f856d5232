import { beforeEach, describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { liftPause, pauseEverything } from '../casework/hold/store.server.ts';
import { changeSafeWindows } from '../casework/safe-window/store.server.ts';
import { aHouse } from '../tests/support/house.ts';
import { answering, messagesIn, wednesdayNight, wednesdayNoon } from '../tests/support/messages-in.ts';
import type { ReachablePerson } from '../tests/support/reachable-person.ts';
import { sendDue } from './deliver.server.ts';
import { lookAtHeld } from './waiting.server.ts';

const house = aHouse();
const { db, newPerson, queue, hold, stateOf, emptyQueue } = messagesIn(house);
const aMinuteLater = (at: Date) => new Date(+at + 60_000);
const look = (at: Date) => lookAtHeld(house.here.id, at);

/** The versions of all rows, as PostgreSQL counts them: another whenever a row was written, whatever was written in it. */
const written = () => db()`select id, xmin::text from message order by id`;

/** So many copies of a message that nobody will ever open. */
const copies = (id: string, count: number) => db()`
  insert into message select copy.* from message m, generate_series(1, ${count}) as turn,
    lateral jsonb_populate_record(m, jsonb_build_object('turn', turn, 'id', gen_random_uuid())) as copy where m.id = ${id}`;

const it = {} as { person: ReachablePerson; id: string };
beforeEach(async () => {
  await emptyQueue();
  it.person = await newPerson();
  it.id = await queue(it.person);
});

const asWorker = <T>(work: Parameters<typeof transactionAs<typeof house.here.worker, T>>[1]) =>
  transactionAs(house.here.worker, work);
const pause = (until: Date | null) =>
  asWorker((tx) => pauseEverything(tx, it.person.victimId, 'asked_to_pause', until));
const safeAtNight = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '22:00', closes: '02:00' }));
const choose = (state: string) =>
  db()`update choice_now set state = ${state}, changed_at = now() where id = ${it.person.choices.decision}`;

describe('what is held', () => {
  test('is read and not written, minute after minute, while it is held for the same', async () => {
    await copies(it.id, 2300);
    expect(await hold(wednesdayNight)).toBe(2000);
    expect(await hold(wednesdayNight)).toBe(301);
    const before = await written();
    for (const at of [wednesdayNight, aMinuteLater(wednesdayNight)]) expect(await hold(at)).toBe(0);
    expect(await written()).toEqual(before);
    const { given, providerFor } = answering({ state: 'accepted', providerId: 'SM1' });
    expect(await sendDue(house.here.id, { at: wednesdayNight, providerFor })).toBe(0);
    expect([await written(), given]).toEqual([before, []]);
  });

  test('is let go at one look, however much of it there is, and comes after what waits already', async () => {
    await copies(it.id, 2300);
    for (const at of [wednesdayNight, wednesdayNight]) await hold(at);
    const morning = new Date('2026-11-26T08:00:30Z');
    expect(await look(morning)).toBe(2301);
    const waits =
      await db()`select distinct state, held_reason, not_before from message where state in ('queued', 'held')`;
    expect(waits).toEqual([{ state: 'queued', held_reason: null, not_before: morning }]);
  });

  test.each<[string, string, Date, () => Promise<unknown>, () => Promise<unknown>]>([
    [
      'somebody changes when it is safe to write',
      'quiet_hours',
      wednesdayNight,
      async () => undefined,
      () => asWorker((tx) => changeSafeWindows(tx, it.person.victimId, safeAtNight)),
    ],
    [
      'somebody who had times of their own has them no more',
      'window',
      wednesdayNoon,
      () => asWorker((tx) => changeSafeWindows(tx, it.person.victimId, safeAtNight)),
      () => asWorker((tx) => changeSafeWindows(tx, it.person.victimId, [])),
    ],
    [
      'a pause is lifted',
      'hold',
      wednesdayNoon,
      () => pause(null),
      () => asWorker((tx) => liftPause(tx, it.person.victimId)),
    ],
    [
      'a pause has ended by itself',
      'hold',
      wednesdayNoon,
      () => pause(aMinuteLater(wednesdayNoon)),
      async () => undefined,
    ],
    [
      'a choice that was open is a yes',
      'choice',
      wednesdayNoon,
      () => choose('unanswered'),
      () => choose('agreed'),
    ],
    [
      'the number was checked',
      'no_channel',
      wednesdayNoon,
      () => db()`update contact_point set verified_at = null where id = ${it.person.mobile.id}`,
      () => db()`update contact_point set verified_at = now() where id = ${it.person.mobile.id}`,
    ],
  ])('leaves after the next look once %s, and not before', async (_, reason, at, hinder, free) => {
    const { given, providerFor } = answering({ state: 'accepted', providerId: 'SM1' });
    await hinder();
    await hold(at);
    expect(await stateOf(it.id)).toMatchObject({ state: 'held', held_reason: reason });
    expect([await look(at), await sendDue(house.here.id, { at, providerFor })]).toEqual([0, 0]);
    await free();
    expect(await look(aMinuteLater(at))).toBe(1);
    await sendDue(house.here.id, { at: aMinuteLater(at), providerFor });
    expect(await stateOf(it.id)).toMatchObject({ state: 'accepted', held_reason: null });
    expect(given.map(({ to }) => to)).toEqual([it.person.mobile.value]);
  });

  test('says what holds it now where that is something else', async () => {
    await hold(wednesdayNight);
    await pause(null);
    expect(await look(wednesdayNight)).toBe(1);
    expect(await stateOf(it.id)).toMatchObject({ state: 'held', held_reason: 'hold' });
  });

  test('is stopped for good once its person says no, though it was held for their choice before', async () => {
    await choose('unanswered');
    await hold(wednesdayNoon);
    expect(await stateOf(it.id)).toMatchObject({ state: 'held', held_reason: 'choice' });
    await choose('declined');
    expect(await look(wednesdayNoon)).toBe(1);
    expect(await stateOf(it.id)).toMatchObject({ state: 'cancelled', wiped: true });
  });
});
