import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { person, someone } from '../../tests/support/people.ts';
import { NotThereError } from '../refusals.ts';
import { raiseTask } from '../task/store.server.ts';
import { takeOn } from '../victim/store.server.ts';
import { settleDue } from './due.server.ts';
import { type CaseDue, casesDue, type ListEnd } from './list.server.ts';
import { caseOf, caseOfVictim, openCase } from './store.server.ts';

const house = aHouse();
const maundyThursday = new Date('2026-04-02T14:00:00Z');
const read = (actor: typeof house.here.worker, caseId: string) =>
  transactionAs(actor, (tx) => caseOf(tx, caseId));

describe('a case that is opened', () => {
  test('starts both clocks from when the details came, over Easter', async () => {
    const { caseId, victimId } = await someone(house.here.worker, {}, maundyThursday);
    const opened = await read(house.here.worker, caseId);
    expect(opened?.firstContactDueAt).toEqual(new Date('2026-04-08T22:59:59Z'));
    expect(opened?.fortyEightHoursAt).toEqual(new Date('2026-04-04T14:00:00Z'));
    expect(opened).toMatchObject({ dueWhat: 'first_contact', stage: 'first_contact', worker: 'Amira' });
    expect(await auditOf(house.database, victimId)).toEqual(['victim.taken_on', 'case.opened', 'case.read']);
  });

  test('has a reference short enough to be said', async () => {
    const { reference } = await someone(house.here.worker);
    expect(reference).toMatch(/^R-[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  test('knows its children by letters, and two victims of one incident by letters of their own', async () => {
    const first = await someone(house.here.worker);
    const incidentId = (await read(house.here.worker, first.caseId))?.incident.id;
    if (!incidentId) throw new Error('no incident');
    const second = await transactionAs(house.here.worker, async (tx) => {
      const { victimId } = await takeOn(tx, person({ name: 'Second Victim' }));
      return openCase(tx, { ...toOpen(victimId), incident: { id: incidentId } });
    });
    const labels = async (caseId: string) =>
      (await read(house.here.worker, caseId))?.children.map((child) => child.label);
    expect(await labels(first.caseId)).toEqual(['Child A', 'Child B']);
    expect(await labels(second.caseId)).toEqual(['Child A', 'Child B']);
  });

  test('is kept whole or not at all: an incident nobody may see opens nothing', async () => {
    const { caseId } = await someone(house.elsewhere.worker);
    const theirs = await read(house.elsewhere.worker, caseId);
    const count = () => rows(house.database, (sql) => sql`select count(*) from victim`);
    const before = await count();
    const attempt = transactionAs(house.here.worker, async (tx) => {
      const { victimId } = await takeOn(tx, person());
      return openCase(tx, { ...toOpen(victimId), incident: { id: theirs?.incident.id ?? '' } });
    });
    await expect(attempt).rejects.toThrow(NotThereError);
    expect(await count()).toEqual(before);
  });
});

describe('a case that is read', () => {
  test('is not there for another service, nor for a colleague with a conflict, nor for the auditor', async () => {
    const { caseId, victimId } = await someone(house.here.worker);
    const { serviceId, staffId } = house.here.manager;
    expect(await read(house.here.manager, caseId)).toMatchObject({ caseId });
    await rows(
      house.database,
      (sql) =>
        sql`insert into staff_conflict (service_id, staff_id, victim_id) values (${serviceId}, ${staffId}, ${victimId})`,
    );
    expect(await read(house.here.manager, caseId)).toBeNull();
    expect(await read(house.elsewhere.worker, caseId)).toBeNull();
    await expect(read(house.here.auditor, caseId)).rejects.toThrow('42501');
    const seen = await transactionAs(house.here.manager, (tx) => casesDue(tx, everything));
    expect(seen.some((one) => one.caseId === caseId)).toBe(false);
  });

  test('tells the person its reference, stage and worker, and nothing of anyone else', async () => {
    const [one, other] = [await someone(house.here.worker), await someone(house.here.worker)];
    expect(await transactionAs(one.me, caseOfVictim)).toEqual({
      caseId: one.caseId,
      reference: one.reference,
      stage: 'first_contact',
      worker: 'Amira',
      nextUpdateBy: null,
      closed: false,
    });
    const theirs = await transactionAs(one.me, (tx) =>
      tx.execute<{ id: string }>('select id from victim_case'),
    );
    expect(theirs.map((row) => row.id)).not.toContain(other.caseId);
  });
});

describe('the case list', () => {
  test('comes page by page by what is due first, every case once, with names', async () => {
    const days = [3, 1, 2, 5, 4];
    for (const day of days)
      await someone(house.elsewhere.worker, { name: `Day ${day}` }, new Date(Date.UTC(2026, 5, day, 9)));
    const seen: string[] = [];
    let after: ListEnd | null = null;
    for (;;) {
      const from: ListEnd | null = after;
      const page: CaseDue[] = await transactionAs(house.elsewhere.worker, (tx) =>
        casesDue(tx, { after: from, mine: true, limit: 2 }),
      );
      seen.push(...page.map((one) => one.name));
      const last = page.at(-1);
      if (!last || page.length < 2) break;
      after = { dueAt: last.dueAt, id: last.caseId };
    }
    expect(seen.filter((name) => name.startsWith('Day'))).toEqual([
      'Day 1',
      'Day 2',
      'Day 3',
      'Day 4',
      'Day 5',
    ]);
  });

  test('shows mine only when asked', async () => {
    await someone(house.here.worker);
    expect(
      await transactionAs(house.here.manager, (tx) => casesDue(tx, { ...everything, mine: true })),
    ).toEqual([]);
  });
});

describe('what a case owes', () => {
  test('moves forward when a task comes sooner, and back once it is worked out afresh', async () => {
    const { victimId, caseId, me } = await someone(house.here.worker, {}, new Date());
    const soon = new Date(Date.now() + 60_000);
    await transactionAs(me, (tx) => raiseTask(tx, { victimId, kind: 'call_back', dueAt: soon }));
    expect(await read(house.here.worker, caseId)).toMatchObject({ dueWhat: 'reply', dueAt: soon });
    await rows(house.database, (sql) => sql`update task set done_at = now() where victim_id = ${victimId}`);
    await transactionAs(house.here.worker, (tx) => settleDue(tx, caseId));
    expect(await read(house.here.worker, caseId)).toMatchObject({ dueWhat: 'first_contact' });
  });
});

const everything = { after: null, mine: false, limit: 200 };
const toOpen = (victimId: string) => ({
  victimId,
  workerId: house.here.worker.staffId,
  receivedFrom: 'police' as const,
  detailsReceivedAt: new Date(),
});
