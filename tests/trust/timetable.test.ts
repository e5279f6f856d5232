import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runNames } from '#casework/timetable/rules.ts';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { cookieNames } from '#web/cookies.server.ts';
import { beginSession } from '#web/session.server.ts';
import { addStaff, asOwner } from '../../db/set-up.server.ts';
import { type StaffActor, transactionAs } from '../../db/transaction.server.ts';
import { aHouse } from '../support/house.ts';
import { type Running, startHeard } from '../support/running.ts';
import { startWorker, type WorkerProcess } from '../support/worker-process.ts';

const house = aHouse();
const { t } = backofficeWords;
let db: postgres.Sql;
let heard: Running<'backoffice' | 'worker'>;
const beside: WorkerProcess[] = [];
let reporter: StaffActor;

beforeAll(async () => {
  db = postgres(house.database.superuserUrl, { max: 2, connection: { client_min_messages: 'warning' } });
  const [first, ...others] = await Promise.all([
    startHeard(house.database, {}, ['backoffice', 'worker']),
    startWorker(house.database),
    startWorker(house.database),
  ]);
  heard = first;
  beside.push(...others);
  const serviceId = house.here.id;
  const secrets = { password: 'correct horse', totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' };
  const someone = { team: null, firstName: 'Femi', name: 'Femi', email: `${randomUUID()}@here.example` };
  const staffId = await asOwner(house.database.ownerUrl, (owner) =>
    addStaff(owner, { serviceId, role: 'analyst', ...someone, ...secrets }),
  );
  reporter = { role: 'reporter', serviceId, staffId };
});
afterAll(async () => {
  await Promise.all([...beside.map((worker) => worker.stop()), heard.stop()]);
  await db.end();
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (await holds()) return;
    await pause(100);
  }
  throw new Error('It did not come to pass within a minute');
}

const rows = () =>
  db`select name, service_id, claims::int as claims, every_seconds, outcome from timetable_run order by name`;
const allDone = async () =>
  (await rows()).filter(({ outcome }) => outcome === 'done').length === 2 * runNames.length;

async function opened(actor: StaffActor, path: string): Promise<{ status: number; words: string }> {
  const token = await transactionAs(actor, (tx) => beginSession(tx));
  const answer = await fetch(heard.backoffice.url + path, {
    headers: { cookie: `${cookieNames.backoffice}=${token}` },
  });
  return { status: answer.status, words: await answer.text() };
}
const everyone = () => [house.here.worker, house.here.manager, reporter, house.here.auditor];
const duty = 'the duty desk, 01632 960111';
const [warning = ''] = t('timetable.still.title', { at: '@' }).split('@');

/** The roles whose start page says this. */
async function told(what: string): Promise<string[]> {
  const pages = await Promise.all(
    everyone().map(async (actor) => ({ role: actor.role, words: (await opened(actor, '/')).words })),
  );
  return pages.flatMap(({ role, words }) => (words.includes(what) ? role : []));
}

describe('three workers beside each other', () => {
  test('do everything on the list in each service, and what comes seldom exactly once', async () => {
    await until(allDone);
    const seldom = (await rows()).filter(({ every_seconds }) => every_seconds >= 300);
    expect(seldom.length).toBeGreaterThanOrEqual(16);
    for (const { name, claims } of seldom) expect([name, claims]).toEqual([name, 1]);
  });

  test('do what comes every few seconds once each time', async () => {
    const counted = async () => {
      const [row] =
        await db`select claims::int as claims, extract(epoch from clock_timestamp() - known_at)::float as seconds
        from timetable_run where service_id = ${house.here.id} and name = 'hold_waiting'`;
      return { claims: Number(row?.claims), mostly: Number(row?.seconds) / 5 + 1 };
    };
    const before = (await counted()).claims;
    await until(async () => (await counted()).claims >= before + 2);
    const { claims, mostly } = await counted();
    expect(claims).toBeLessThanOrEqual(mostly);
  });

  test('go on when one of them is killed', async () => {
    heard.worker.child.kill('SIGKILL');
    await db`update timetable_run set next_at = clock_timestamp(), outcome = null, ended_at = null where name = 'end_cards'`;
    await until(allDone);
    expect((await rows()).filter(({ name }) => name === 'end_cards').map(({ claims }) => claims)).toEqual([
      2, 2,
    ]);
  });
});

describe('the page of what happens by itself', () => {
  test.each(['manager', 'auditor'] as const)(
    'is there for a %s, with every run in plain words',
    async (who) => {
      const { status, words } = await opened(house.here[who], '/timetable');
      expect(status).toBe(200);
      for (const name of runNames) expect(words).toContain(t(`timetable.run.${name}.does`));
      expect(words).not.toContain(warning);
    },
  );

  test('is not there for a worker or a reporter', async () => {
    for (const actor of [house.here.worker, reporter])
      expect((await opened(actor, '/timetable')).status).toBe(404);
  });
});

describe('when nothing vital was done for longer than allowed', () => {
  test('everyone’s start page says since when and whom to ring, and no worker is ready; and all is well again after', async () => {
    expect(await told(warning)).toEqual([]);
    const [one] = beside;
    const ready = async () => one !== undefined && (await fetch(`${one.url}/readyz`)).ok;
    await until(ready);
    await asOwner(house.database.ownerUrl, async (owner) => {
      await owner.execute(`insert into policy values
        ('${house.here.id}', 'ring_when_standing_still', '2026-01-01', '"${duty}"')`);
      await owner.execute('revoke update (done_at) on timetable_run from sender');
    });
    await db`update timetable_run set done_at = clock_timestamp() - interval '6 minutes' where name in ('send', 'hold_waiting')`;
    await until(async () => !(await ready()));
    for (const what of [warning, duty])
      expect(await told(what)).toEqual(['staff', 'manager', 'reporter', 'auditor']);
    await asOwner(house.database.ownerUrl, (owner) =>
      owner.execute('grant update (done_at) on timetable_run to sender'),
    );
    await db`update timetable_run set lease_until = null`;
    await until(ready);
    await until(async () => (await told(warning)).length === 0);
  });
});
