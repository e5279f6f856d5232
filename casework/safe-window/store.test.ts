import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { type Person, someone, tasksFor } from '../../tests/support/someone.ts';
import { NotThereError } from '../refusals.ts';
import { safeWindowsForm } from './form.server.ts';
import type { SafeWindow } from './rules.ts';
import { changeSafeWindows, safeWindowsOf } from './store.server.ts';

const house = aHouse();
const windowsOf = ({ me, victimId }: Person) => transactionAs(me, (tx) => safeWindowsOf(tx, victimId));
const tuesday: SafeWindow = { weekday: 2, opens: '10:00', closes: '12:00' };
const thursdayNight: SafeWindow = { weekday: 4, opens: '22:30', closes: '24:00' };

describe('when it is safe', () => {
  test('is what the person last said, in the order of the week, and none means the usual hours', async () => {
    const sam = await someone(house.here.worker);
    const say = (windows: SafeWindow[]) =>
      transactionAs(sam.me, (tx) => changeSafeWindows(tx, sam.victimId, windows));
    expect(await windowsOf(sam)).toEqual([]);
    await say([thursdayNight, tuesday]);
    expect(await windowsOf(sam)).toEqual([tuesday, thursdayNight]);
    await say([tuesday]);
    expect(await windowsOf(sam)).toEqual([tuesday]);
    await say([]);
    expect(await windowsOf(sam)).toEqual([]);
  });

  test('leaves out both of two hours that the person removes at the same moment', async () => {
    const sam = await someone(house.here.worker);
    await transactionAs(sam.me, (tx) => changeSafeWindows(tx, sam.victimId, [tuesday, thursdayNight]));
    const first = Promise.withResolvers<void>();
    const without = (weekday: number) => (before: readonly SafeWindow[]) =>
      before.filter((one) => one.weekday !== weekday);
    const one = transactionAs(sam.me, async (tx) => {
      await changeSafeWindows(tx, sam.victimId, without(2));
      await first.promise;
    });
    const other = transactionAs(sam.me, async (tx) => {
      expect(await safeWindowsOf(tx, sam.victimId)).toEqual([tuesday, thursdayNight]);
      first.resolve();
      await changeSafeWindows(tx, sam.victimId, without(4));
    });
    await Promise.all([one, other]);
    expect(await windowsOf(sam)).toEqual([]);
  });

  test('is kept as it was when one of the new times cannot be kept', async () => {
    const sam = await someone(house.here.worker);
    await transactionAs(sam.me, (tx) => changeSafeWindows(tx, sam.victimId, [tuesday]));
    const twice = transactionAs(sam.me, (tx) =>
      changeSafeWindows(tx, sam.victimId, [thursdayNight, thursdayNight]),
    );
    await expect(twice).rejects.toMatchObject({ sqlState: '23505' });
    expect(await windowsOf(sam)).toEqual([tuesday]);
  });

  test('is told to the worker when somebody widens it on the person’s own page, and not when staff do, nor when it narrows', async () => {
    const sam = await someone(house.here.worker);
    const say = (actor: Parameters<typeof transactionAs>[0], windows: SafeWindow[]) =>
      transactionAs(actor, (tx) => changeSafeWindows(tx, sam.victimId, windows));
    await say(sam.me, [tuesday, thursdayNight]);
    await say(sam.me, [tuesday]);
    await say(house.here.worker, [tuesday, thursdayNight]);
    expect(await tasksFor(house.here.worker, sam)).toEqual([]);
    await say(sam.me, []);
    expect(await tasksFor(house.here.worker, sam)).toEqual(['times_widened']);
  });

  test('is said by staff on the person’s behalf, and not by a colleague elsewhere or another person', async () => {
    const [sam, robin] = [await someone(house.here.worker), await someone(house.here.worker)];
    await transactionAs(house.here.worker, (tx) => changeSafeWindows(tx, sam.victimId, [tuesday]));
    for (const actor of [robin.me, house.elsewhere.worker]) {
      expect(await transactionAs(actor, (tx) => safeWindowsOf(tx, sam.victimId))).toEqual([]);
      await expect(transactionAs(actor, (tx) => changeSafeWindows(tx, sam.victimId, []))).rejects.toThrow(
        NotThereError,
      );
    }
    expect(await windowsOf(sam)).toEqual([tuesday]);
  });
});

describe('the form', () => {
  test('takes times however they are typed, and leaves out the days left empty', () => {
    const typed = {
      opens2: '9.30',
      closes2: '1700',
      opens4: '22:30',
      closes4: '24:00',
      opens5: ' ',
      closes5: '',
    };
    expect(safeWindowsForm.parse(typed)).toEqual({
      windows: [
        { weekday: 2, opens: '09:30', closes: '17:00' },
        { weekday: 4, opens: '22:30', closes: '24:00' },
      ],
    });
    expect(safeWindowsForm.parse({})).toEqual({ windows: [] });
  });
  test.each([
    [{ opens1: '9:00' }, 'closes1', 'safeWindow.time.missing'],
    [{ closes1: '9:00' }, 'opens1', 'safeWindow.time.missing'],
    [{ opens7: 'noon', closes7: '13:00' }, 'opens7', 'safeWindow.time.invalid'],
    [{ opens7: '24:00', closes7: '13:00' }, 'opens7', 'safeWindow.time.invalid'],
    [{ opens3: '9:00', closes3: '09:00' }, 'closes3', 'safeWindow.time.invalid'],
  ])('says at the field what is wrong with %j', (typed, field, problem) => {
    expect(safeWindowsForm.safeParse(typed).error?.issues).toMatchObject([
      { path: [field], message: problem },
    ]);
  });
});
