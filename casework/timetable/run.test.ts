import { spawn } from 'node:child_process';
import { once } from 'node:events';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect, disconnect, type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { claimRun, dueRuns, endRun, type NamedTask, noteSending, runWhenDue } from './run.server.ts';

const house = aHouse();
let db: postgres.Sql;
beforeAll(() => {
  db = postgres(house.database.superuserUrl, { max: 2, connection: { client_min_messages: 'warning' } });
});
afterAll(() => db.end());

const name = 'end_cards';
const sender = (): ProcessActor => ({ role: 'sender', serviceId: house.here.id });
const asSender = <T>(work: (tx: Tx<ProcessActor>) => Promise<T>) => transactionAs(sender(), work);
const claim = (leaseSeconds = 60) =>
  asSender((tx) => claimRun(tx, { name, everySeconds: 3600, leaseSeconds }));
const task = (run: (tx: Tx<ProcessActor>, at: Date) => Promise<number>): NamedTask => ({
  name,
  everySeconds: 3600,
  run,
});
const nothing = task(async () => 0);
async function rowNow() {
  const [row] =
    await db`select *, lease_until is null as free, next_at > claimed_at + interval '59 minutes' as in_an_hour,
    next_at <= clock_timestamp() + interval '1 minute' as within_a_minute from timetable_run
    where service_id = ${house.here.id} and name = ${name}`;
  return row;
}
const whereDue = async () => (await dueRuns([name])).map(({ serviceId }) => serviceId);
const isDueHere = async () => (await whereDue()).includes(house.here.id);
const pass = (interval: string) =>
  db`update timetable_run set next_at = next_at - ${interval}::interval, lease_until = lease_until - ${interval}::interval`;

beforeEach(async () => {
  await db`delete from timetable_run where name = ${name}`;
  expect(await isDueHere()).toBe(true);
  expect(await claim()).toBeNull();
});
afterEach(() => void vi.useRealTimers());

describe('a run that is due', () => {
  test('is done once by however many processes look at once, in each service', async () => {
    let done = 0;
    const counting = task(async () => ++done);
    const twenty = await Promise.all(Array.from({ length: 20 }, () => runWhenDue(house.here.id, counting)));
    expect(twenty.filter((count) => count !== null)).toEqual([1]);
    expect(done).toBe(1);
    expect(await rowNow()).toMatchObject({
      claims: '1',
      outcome: 'done',
      count: 1,
      free: true,
      in_an_hour: true,
    });
    expect(await isDueHere()).toBe(false);
    expect(await whereDue()).toEqual([house.elsewhere.id]);
  });

  test('is done once every time it is due, through twenty times and eight processes, one row for all', async () => {
    let done = 0;
    const counting = task(async () => ++done);
    for (let time = 1; time <= 20; time += 1) {
      await Promise.all(Array.from({ length: 8 }, () => runWhenDue(house.here.id, counting)));
      expect(done).toBe(time);
      await pass('1 hour');
    }
    expect(await db`select 1 from timetable_run where name = ${name}`).toHaveLength(1);
  });

  test('is claimed as well through a pool that prepares nothing', async () => {
    await disconnect();
    connect({ url: house.database.everyActorUrl, patienceMs: 5000, pooled: true, size: 8 });
    let done = 0;
    await Promise.all(
      Array.from({ length: 8 }, () =>
        runWhenDue(
          house.here.id,
          task(async () => ++done),
        ),
      ),
    );
    expect(done).toBe(1);
  });

  test('gives what it does the moment of the claim, by the clock of the database', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7_200_000 });
    let given = new Date(0);
    await runWhenDue(
      house.here.id,
      task(async (_, at) => {
        given = at;
        return 0;
      }),
    );
    const [{ off } = { off: null }] =
      await db`select abs(extract(epoch from clock_timestamp() - ${given.toISOString()}::timestamptz)) < 60 as off`;
    expect(off).toBe(true);
  });
});

describe('a run that somebody has', () => {
  test('is not taken from them before its lease ends, whatever a clock says, and is after', async () => {
    expect(await claim(60)).not.toBeNull();
    for (const hours of [-2, 2]) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
      expect(await runWhenDue(house.here.id, nothing)).toBeNull();
      vi.useRealTimers();
    }
    await pass('61 seconds');
    expect(await runWhenDue(house.here.id, nothing)).toBe(0);
    expect(await rowNow()).toMatchObject({ claims: '2', outcome: 'done' });
  });

  test('is taken over from a process that was killed in the middle', async () => {
    const holder = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `
        const { connect } = await import('#db/transaction.server.ts');
        const { runWhenDue } = await import('#casework/timetable/run.server.ts');
        connect({ url: process.env.HOLDER_URL, patienceMs: 60000, pooled: false, size: 2 });
        await runWhenDue(process.env.HOLDER_SERVICE, { name: '${name}', everySeconds: 3600,
          runIn: () => new Promise(() => { console.log('in the middle'); setInterval(() => {}, 1000); }) });`,
      ],
      {
        env: { ...process.env, HOLDER_URL: house.database.workerUrl, HOLDER_SERVICE: house.here.id },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(holder.stdout, 'data');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(await runWhenDue(house.here.id, nothing)).toBeNull();
    await pass('151 seconds');
    expect(await isDueHere()).toBe(true);
    expect(await runWhenDue(house.here.id, nothing)).toBe(0);
    expect(await rowNow()).toMatchObject({ claims: '2', outcome: 'done', free: true });
  });

  test('keeps nothing of a process that woke up after another had taken it over', async () => {
    const asleep = task(async (tx) => {
      tx.record({ action: 'timetable.tried', subjectId: null, details: {} });
      await pass('61 seconds');
      const taken = await claim(60);
      expect(taken).not.toBeNull();
      return 7;
    });
    await expect(runWhenDue(house.here.id, asleep, 60)).rejects.toThrow('was taken over');
    expect(await rowNow()).toMatchObject({ claims: '2', outcome: null, free: false });
    expect(await db`select 1 from audit_entry where action = 'timetable.tried'`).toHaveLength(0);
  });
});

describe('a run that fails', () => {
  test('keeps nothing, says so, and comes again within a minute', async () => {
    const failing = task(async (tx) => {
      tx.record({ action: 'timetable.tried', subjectId: null, details: {} });
      throw new Error('no');
    });
    await expect(runWhenDue(house.here.id, failing)).rejects.toThrow('no');
    expect(await rowNow()).toMatchObject({
      outcome: 'failed',
      done_at: null,
      free: true,
      within_a_minute: true,
    });
    expect(await db`select 1 from audit_entry where action = 'timetable.tried'`).toHaveLength(0);
  });
});

describe('the timetable of a service', () => {
  test('is kept by the worker alone: another service’s worker, staff and a person change nothing of it', async () => {
    const mine = await claim();
    if (!mine) throw new Error('it was due');
    const elsewhere: ProcessActor = { role: 'sender', serviceId: house.elsewhere.id };
    expect(await transactionAs(elsewhere, (tx) => endRun(tx, mine, 'done', 1))).toBe(false);
    for (const actor of [house.here.worker, house.here.manager, house.here.auditor])
      await expect(
        transactionAs(actor, (tx) => tx.execute('update timetable_run set outcome = null')),
      ).rejects.toThrow('42501');
    expect(await rowNow()).toMatchObject({ claims: '1', outcome: null });
    expect(await asSender((tx) => endRun(tx, mine, 'done', 1))).toBe(true);
  });

  test('notes that sending went round, in one row', async () => {
    await asSender(noteSending);
    await asSender(noteSending);
    const rows =
      await db`select outcome from timetable_run where service_id = ${house.here.id} and name = 'send'`;
    expect([...rows]).toEqual([{ outcome: 'done' }]);
  });
});
