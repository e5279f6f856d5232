import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';
import { expect, test } from 'vitest';
import { rows } from '../support/audit-of.ts';
import { tablesOf } from '../support/catalogue.ts';
import { withIds } from './arrive.ts';
import { anOpenHouse, cookieOf, sessionOf } from './open-house.ts';
import { looksAt } from './registry/looks.ts';
import type { Site } from './registry/manifest.ts';

const house = anOpenHouse();

/** What a look may leave behind, each with its reason. Everything else must be as it was. */
const traces: Record<string, string> = {
  session: 'when it was last used',
  audit_entry: 'staff read a case, and that is kept',
  audit_head: 'where the audit ends',
};

/** How many rows each table has, and what is in them. */
const present = () =>
  rows(house.database, async (sql) => {
    const found: Record<string, string> = {};
    for (const { name } of await tablesOf(sql)) found[name] = await fingerprint(sql, name);
    return found;
  });

async function fingerprint(sql: postgres.Sql, table: string): Promise<string> {
  const [row] = await sql<{ rows: string }[]>`
    select count(*) || ' rows, ' || md5(coalesce(string_agg(md5(t::text), '' order by t::text), '')) as rows from ${sql(table)} t`;
  return row?.rows ?? '';
}

const auditOfNow = () =>
  rows(
    house.database,
    (sql) => sql<{ sequence: string; action: string }[]>`select sequence, action from audit_entry`,
  );

async function look(site: Site, sessions: Map<string, string | null>): Promise<number[]> {
  const statuses: number[] = [];
  for (const { state, route } of looksAt(site)) {
    const token = sessions.get(state.as) ?? null;
    const headers = token ? { Cookie: `${cookieOf[site]}=${token}` } : undefined;
    const address = house.heard[site].url + withIds(state.path ?? route, house.things);
    const answer = await fetch(address, { redirect: 'manual', ...(headers && { headers }) });
    await answer.text();
    statuses.push(answer.status);
  }
  return statuses;
}

async function everyoneSignedIn(): Promise<Map<string, string | null>> {
  const sessions = new Map<string, string | null>();
  for (const { state } of [...looksAt('portal'), ...looksAt('backoffice')])
    if (!sessions.has(state.as)) sessions.set(state.as, await sessionOf(house, state.as));
  return sessions;
}

async function readEverything(sessions: Map<string, string | null>): Promise<number[]> {
  return [...(await look('portal', sessions)), ...(await look('backoffice', sessions))];
}

/** What differs between two moments, without the traces that may be left. */
function changed(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys(after)
    .filter((table) => !traces[table] && before[table] !== after[table])
    .map((table) => `${table}: ${before[table]}, then ${after[table]}`);
}

test('looking at everything changes nothing but what tells that staff looked', async () => {
  // What the worker sends meanwhile would look like something a page did.
  house.heard.worker.child.kill();
  while (house.heard.worker.child.exitCode === null) await pause(20);
  const sessions = await everyoneSignedIn();
  const [first, ...statuses] = await readEverything(sessions);
  expect([first, ...statuses].filter((status) => status === 200).length).toBeGreaterThan(60);
  const [before, audit] = [await present(), await auditOfNow()];
  expect(Object.keys(before).length).toBeGreaterThan(35);
  await readEverything(sessions);
  expect(changed(before, await present())).toEqual([]);
  const kept = (await auditOfNow()).slice(audit.length).map(({ action }) => action);
  expect(kept.length).toBeGreaterThan(3);
  expect([...new Set(kept)].filter((action) => !/(read|looked_for)$/.test(action))).toEqual([]);
});

test('a row more, or one that is different, would be noticed', async () => {
  const before = await present();
  await rows(house.database, (sql) => sql`update victim set version = version + 1`);
  await rows(house.database, (sql) => sql`insert into kept_answer select * from kept_answer limit 0`);
  expect(changed(before, await present()).map((line) => line.split(':')[0])).toEqual(['victim']);
});
