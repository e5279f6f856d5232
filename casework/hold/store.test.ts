import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { type Person, someone } from '../../tests/support/someone.ts';
import { NotThereError } from '../refusals.ts';
import { pauseForm } from './form.server.ts';
import { holdOf, liftPause, pauseEverything } from './store.server.ts';

const house = aHouse();
const held = ({ me, victimId }: Person) => transactionAs(me, (tx) => holdOf(tx, victimId));
const pause = ({ me, victimId }: Person, until: Date | null = null) =>
  transactionAs(me, (tx) => pauseEverything(tx, victimId, 'asked_to_pause', until));

describe('a pause', () => {
  test('is begun and ended by the person themselves', async () => {
    const sam = await someone(house.here.worker);
    expect(await held(sam)).toEqual({ held: false });
    await pause(sam);
    expect(await held(sam)).toEqual({ held: true, reason: 'asked_to_pause', until: null });
    expect(await transactionAs(sam.me, (tx) => liftPause(tx, sam.victimId))).toBe(true);
    expect(await held(sam)).toEqual({ held: false });
  });

  test('with an end is over by itself then', async () => {
    const sam = await someone(house.here.worker);
    await pause(sam, new Date(Date.now() - 1000));
    expect(await held(sam)).toEqual({ held: false });
    await pause(sam, new Date(Date.now() + 60_000));
    expect(await held(sam)).toMatchObject({ held: true });
  });

  test('made by staff for safety is ended by staff, not by whoever holds the phone', async () => {
    const sam = await someone(house.here.worker);
    await transactionAs(house.here.worker, (tx) => pauseEverything(tx, sam.victimId, 'safety', null));
    expect(await transactionAs(sam.me, (tx) => liftPause(tx, sam.victimId))).toBe(false);
    expect(await held(sam)).toMatchObject({ held: true, reason: 'safety' });
    expect(await transactionAs(house.here.manager, (tx) => liftPause(tx, sam.victimId))).toBe(true);
  });

  test('is neither seen nor changed by another person, nor by a colleague elsewhere', async () => {
    const [sam, robin] = [await someone(house.here.worker), await someone(house.here.worker)];
    for (const actor of [robin.me, house.elsewhere.worker]) {
      await expect(transactionAs(actor, (tx) => holdOf(tx, sam.victimId))).rejects.toThrow(NotThereError);
      await expect(
        transactionAs(actor, (tx) => pauseEverything(tx, sam.victimId, 'staff', null)),
      ).rejects.toThrow(NotThereError);
    }
    expect(await held(sam)).toEqual({ held: false });
  });
});

test.each([
  [{ reason: 'whim' }, 'hold.reason.missing'],
  [{ reason: 'staff', until: 'soon' }, 'hold.until.invalid'],
  [{ reason: 'staff', until: '2020-01-01' }, 'hold.until.past'],
])('the form says what is wrong with %j', (typed, problem) => {
  expect(pauseForm.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual([problem]);
});
