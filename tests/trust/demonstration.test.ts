import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChoices } from '#casework/choice/store.server.ts';
import { contactPointsOf, revealContactPoint } from '#casework/contact-point/store.server.ts';
import { openCard } from '#casework/invitation/gate.server.ts';
import { staffSigningIn } from '#casework/staff/gate.server.ts';
import { victimOf } from '#casework/victim/store.server.ts';
import { verifyAudit } from '#db/audit.server.ts';
import { connect, disconnect, type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { playOn } from '../../bin/demonstration/play.ts';
import type { SignInSheet } from '../../bin/demonstration/sign-in-sheet.ts';
import { rows } from '../support/audit-of.ts';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts';

const file = join(mkdtempSync(join(tmpdir(), 'heard-demonstration-')), 'demo.json');
const drama = /^\+447700900\d{3}$/;
const nobodysMail = /@example\.(org|net|com)$/;
const nobody = '00000000-0000-0000-0000-000000000000';
let database: FreshDatabase;
let sheet: SignInSheet;

beforeAll(async () => {
  database = await freshDatabase();
  const { ownerUrl, backofficeUrl: office, portalUrl: portal } = database;
  await playOn({ ownerUrl, doorUrls: { office, portal }, portalPort: 3000, file });
  sheet = JSON.parse(readFileSync(file, 'utf8'));
  connect({ url: database.everyActorUrl, patienceMs: 5000, pooled: false, size: 8 });
});
afterAll(disconnect);

const look = <T>(question: (sql: postgres.Sql) => Promise<T>) => rows(database, question);
type Known = { service_id: string; id: string };
const everyone = () => look((sql) => sql<Known[]>`select service_id, id from victim`);

const inSession = new Map<string, Promise<StaffActor>>();

// A code works once, so whoever was signed in stays so.
function signedIn(firstName: string): Promise<StaffActor> {
  const signingIn = inSession.get(firstName) ?? signIn(named(firstName));
  inSession.set(firstName, signingIn);
  return signingIn;
}

function named(firstName: string): SignInSheet['staff'][number] {
  const member = sheet.staff.find(({ name }) => name.startsWith(firstName));
  if (!member) throw new Error(`${firstName} is not in the demonstration`);
  return member;
}

async function signIn({ email, password, totpSecret }: SignInSheet['staff'][number]): Promise<StaffActor> {
  const actor = await staffSigningIn({ email, password, code: generateSync({ secret: totpSecret }) });
  if (!actor) throw new Error(`${email} cannot sign in`);
  return actor;
}

test('two services, six staff and thirty people are there, each person in one service', async () => {
  const [found] = await look(
    (
      sql,
    ) => sql`select (select count(*)::int from service) as services, (select count(*)::int from staff) as staff,
      (select count(*)::int from victim) as people, (select count(distinct service_id)::int from victim) as peopled`,
  );
  expect(found).toEqual({ services: 2, staff: 6, people: 30, peopled: 2 });
  expect(sheet.victims).toHaveLength(30);
  expect(new Set(sheet.victims.map(({ word }) => word)).size).toBe(30);
  expect(sheet.staff.map(({ role }) => role).sort()).toEqual(
    ['worker', 'worker', 'worker', 'manager', 'manager', 'auditor'].sort(),
  );
});

test('every audit chain is whole, and every person’s choices follow from what they said', async () => {
  for (const { id } of await look((sql) => sql<{ id: string }[]>`select id from service`)) {
    const auditor: StaffActor = { role: 'auditor', serviceId: id, staffId: nobody };
    const { brokenAt, entries } = await transactionAs(auditor, verifyAudit);
    expect(brokenAt).toBeNull();
    expect(entries).toBeGreaterThan(50);
  }
  const checks = await Promise.all(
    (await everyone()).map(({ service_id: serviceId, id: victimId }) =>
      transactionAs({ role: 'victim', serviceId, victimId, personId: victimId }, (tx) =>
        verifyChoices(tx, victimId),
      ),
    ),
  );
  expect(checks.filter(({ whole }) => !whole)).toEqual([]);
  expect(checks.filter(({ entries }) => entries > 0).length).toBeGreaterThanOrEqual(24);
});

describe('nobody real', () => {
  test('could be reached: every number is kept for drama, every e-mail address leads nowhere', async () => {
    const mobiles = sheet.victims.flatMap(({ mobile }) => mobile ?? []);
    expect(mobiles.filter((mobile) => !drama.test(mobile))).toEqual([]);
    expect(mobiles.length - new Set(mobiles).size).toBe(1);
    expect(sheet.victims.flatMap(({ email }) => email ?? []).filter((it) => !nobodysMail.test(it))).toEqual(
      [],
    );
    const kept = await look(
      (sql) =>
        sql<{ count: number }[]>`select count(*)::int from contact_point where kind in ('mobile', 'email')`,
    );
    expect(kept[0]?.count).toBe(
      sheet.victims.flatMap(({ mobile, email }) => [mobile ?? [], email ?? []].flat()).length,
    );
  });

  test('has the number that is really kept for anyone', async () => {
    const leah = await signedIn('Leah');
    const theirs = (await everyone()).filter(({ service_id }) => service_id === leah.serviceId);
    const values = await Promise.all(
      theirs.map(({ id }) =>
        transactionAs(leah, async (tx) => {
          const points = (await contactPointsOf(tx, id)).filter(({ kind }) => kind === 'mobile');
          return Promise.all(points.map((point) => revealContactPoint(tx, id, point.id)));
        }),
      ),
    );
    expect(values.flat().length).toBeGreaterThan(5);
    expect(values.flat().filter((value) => !drama.test(value))).toEqual([]);
  });
});

describe('the sheet', () => {
  test('may be read only by whoever started it', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('opens every card with its word, and none with another', async () => {
    const opened = await Promise.all(
      sheet.victims.map(async ({ name, card, word }) => {
        const who = await openCard({ ...card, word });
        if (!who) return `${name}: closed`;
        const me = {
          role: 'victim',
          serviceId: who.serviceId,
          victimId: who.victimId,
          personId: who.victimId,
        } as const;
        const person = await transactionAs(me, (tx) => victimOf(tx, who.victimId));
        return person?.name === name ? null : `${name}: someone else`;
      }),
    );
    expect(opened.filter(Boolean)).toEqual([]);
    const wrong = sheet.victims.slice(0, 3).map(({ card }) => openCard({ ...card, word: 'another word' }));
    expect(await Promise.all(wrong)).toEqual([null, null, null]);
  });

  test('signs every member of staff in as what they are, and not with another’s password', async () => {
    const roles = {
      Amira: 'staff',
      Daniel: 'staff',
      Grace: 'manager',
      Ines: 'auditor',
      Leah: 'staff',
      Owen: 'manager',
    };
    for (const [firstName, role] of Object.entries(roles))
      expect((await signedIn(firstName)).role).toBe(role);
    expect(sheet.staff.every(({ password }) => password.length >= 15)).toBe(true);
    await expect(signIn({ ...named('Owen'), password: named('Leah').password })).rejects.toThrow();
  });

  test('knows who may be reached at this hour', () => {
    expect(sheet.victims.filter(({ reachableNow }) => reachableNow).length).toBeGreaterThanOrEqual(4);
    const unsafe = sheet.victims.find(({ name }) => name === 'Rachel Dunmore');
    expect(unsafe?.situation).toContain('Tuesdays and Thursdays');
  });
});

describe('a start page that is alive', () => {
  test('shows someone overdue, someone due today, someone soon, a reply owed and a concern unread', async () => {
    const due = await look(
      (sql) => sql<{ due_what: string; state: string }[]>`
        select due_what, case when due_at < now() then 'overdue'
          when (due_at at time zone 'Europe/London')::date = (now() at time zone 'Europe/London')::date then 'today'
          when due_at < now() + interval '7 days' then 'soon' else 'later' end as state from victim_case`,
    );
    const all = due.map(({ due_what, state }) => `${due_what} ${state}`);
    for (const one of [
      'first_contact overdue',
      'update today',
      'update soon',
      'first_contact soon',
      'safety overdue',
    ])
      expect(all).toContain(one);
    expect(all.some((one) => one.startsWith('reply'))).toBe(true);
  });

  test('has hard news that waits for a call, news that was read, and a text stopped by its reader', async () => {
    const [found] = await look(
      (sql) => sql`select
        (select count(*)::int from case_update where state = 'waiting_for_call') as waiting,
        (select count(*)::int from case_update where first_read_at is not null) as read,
        (select count(*)::int from message where state = 'cancelled' and kind = 'update') as stopped,
        (select count(*)::int from message where state = 'queued') > 5 as queued,
        (select count(*)::int from hold where held) as paused,
        (select count(*)::int from victim where restricted) as restricted,
        (select count(*)::int from staff_conflict) as conflicts,
        (select count(*)::int from proxy) as proxies`,
    );
    expect(found).toEqual({
      waiting: 2,
      read: 4,
      stopped: 1,
      queued: true,
      paused: 2,
      restricted: 1,
      conflicts: 1,
      proxies: 1,
    });
  });

  test('keeps what people were asked in words, in five languages', async () => {
    const kept = await look(
      (sql) => sql<{ language: string; words: string }[]>`select language, words from wording`,
    );
    expect(new Set(kept.map(({ language }) => language))).toEqual(new Set(['en', 'cy', 'pl', 'ur', 'ar']));
    expect(kept.filter(({ words }) => /^[a-z]+(\.[a-z_]+)+$/im.test(words))).toEqual([]);
  });

  test('keeps a restricted case from a colleague, and another from the one who knows the person', async () => {
    const daniel = await signedIn('Daniel');
    const open = await Promise.all(
      (await everyone())
        .filter(({ service_id }) => service_id === daniel.serviceId)
        .map(({ id }) => transactionAs(daniel, (tx) => victimOf(tx, id))),
    );
    const names = open.flatMap((one) => one?.name ?? []);
    expect(names).toHaveLength(18);
    expect(names).not.toContain('Imogen Trevithick');
    expect(names).not.toContain('Joseph Lindqvist');
  });
});
