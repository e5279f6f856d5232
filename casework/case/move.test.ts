import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answer, type SomeonesCase, someone } from '../../tests/support/people.ts';
import type { AfterNo } from '../choice/rules.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import { raiseTask, tasksOpen } from '../task/store.server.ts';
import { casesDue } from './list.server.ts';
import { moveCase, movesOf } from './move.server.ts';
import type { Stage } from './rules.ts';
import { caseOf, caseOfVictim } from './store.server.ts';

const house = aHouse();
const move = ({ caseId }: SomeonesCase, stage: Stage, seen: Stage | null = null, actor = house.here.worker) =>
  transactionAs(actor, (tx) => moveCase(tx, caseId, stage, seen));
const movesIn = ({ caseId }: SomeonesCase) =>
  transactionAs(house.here.worker, async (tx) =>
    (await movesOf(tx, caseId)).map(({ stageBefore, stage, staff }) => [stageBefore, stage, staff]),
  );
const isListed = ({ caseId }: SomeonesCase) =>
  transactionAs(house.here.worker, async (tx) => {
    const listed = await casesDue(tx, { after: null, mine: false, limit: 200 });
    return listed.some((one) => one.caseId === caseId);
  });

const saidNo = (who: SomeonesCase, afterNo: AfterNo) =>
  answer(who, ['updates/progress/', 'restorative/information/'], 'declined', afterNo);
const tasksOf = async ({ victimId }: SomeonesCase) =>
  (await transactionAs(house.here.worker, (tx) => tasksOpen(tx, { mine: false, victimId }))).map(
    ({ kind }) => kind,
  );

describe('a case that is moved', () => {
  test('is at its new stage for the person too, and who moved it is kept in its timeline and the audit', async () => {
    const who = await someone(house.here.worker);
    await move(who, 'before_decision');
    await move(who, 'order', 'before_decision', house.here.manager);
    expect(await transactionAs(who.me, caseOfVictim)).toMatchObject({ stage: 'order', closed: false });
    expect(await movesIn(who)).toEqual([
      ['before_decision', 'order', 'Tom'],
      ['first_contact', 'before_decision', 'Amira'],
    ]);
    expect((await auditOf(house.database, who.victimId)).filter((it) => it === 'case.moved')).toHaveLength(2);
    const unmade = rows(house.database, (sql) => sql`delete from case_move where case_id = ${who.caseId}`);
    await expect(unmade).rejects.toThrow('append-only');
  });

  test('to where it is already leaves no trace, however often it is sent', async () => {
    const who = await someone(house.here.worker);
    await move(who, 'order');
    await move(who, 'order', 'first_contact');
    expect(await movesIn(who)).toHaveLength(1);
  });

  test('is not moved over what somebody else decided meanwhile', async () => {
    const who = await someone(house.here.worker);
    await move(who, 'closed', 'first_contact');
    await expect(move(who, 'order', 'first_contact')).rejects.toThrow(ChangedMeanwhileError);
    expect(await transactionAs(who.me, caseOfVictim)).toMatchObject({ stage: 'closed' });
  });

  test('is moved by nobody to whom it is not open, and never by the person or an auditor', async () => {
    const who = await someone(house.here.worker);
    await expect(move(who, 'order', null, house.elsewhere.worker)).rejects.toThrow(NotThereError);
    await expect(move(who, 'order', null, house.here.auditor)).rejects.toThrow('42501');
    const byThemselves = transactionAs(who.me, (tx) => tx.execute("update victim_case set stage = 'closed'"));
    await expect(byThemselves).rejects.toThrow('42501');
    expect(await movesIn(who)).toEqual([]);
  });
});

describe('somebody who said no', () => {
  test('and that we may ask at the next stage is to be asked once the case comes to one, and once only', async () => {
    const who = await someone(house.here.worker);
    await saidNo(who, 'next_stage');
    expect(await tasksOf(who)).toEqual([]);
    await move(who, 'before_decision');
    await move(who, 'order');
    expect(await tasksOf(who)).toEqual(['ask_again']);
  });

  test.each(['in_a_month', 'only_if_i_ask', 'never'] as const)(
    'and %s is not asked for that',
    async (then) => {
      const who = await someone(house.here.worker);
      await saidNo(who, then);
      await move(who, 'before_decision');
      expect(await tasksOf(who)).toEqual([]);
    },
  );

  test('is not to be asked again because the case is closed', async () => {
    const who = await someone(house.here.worker);
    await saidNo(who, 'next_stage');
    await move(who, 'closed');
    expect(await tasksOf(who)).toEqual([]);
  });
});

describe('a case that is closed', () => {
  test('is no longer listed and promises nothing; opened again it is, and owes what it owed', async () => {
    const who = await someone(house.here.worker);
    await move(who, 'closed');
    expect(await isListed(who)).toBe(false);
    expect(await transactionAs(who.me, caseOfVictim)).toMatchObject({ closed: true, nextUpdateBy: null });
    await move(who, 'after_order');
    expect(await isListed(who)).toBe(true);
    const opened = await transactionAs(house.here.worker, (tx) => caseOf(tx, who.caseId));
    expect(opened).toMatchObject({ closedAt: null, stage: 'after_order', dueWhat: 'first_contact' });
  });

  test('still owes an answer somebody waits for', async () => {
    const who = await someone(house.here.worker);
    await transactionAs(who.me, (tx) => raiseTask(tx, { victimId: who.victimId, kind: 'call_back' }));
    await move(who, 'closed');
    const closed = await transactionAs(house.here.worker, (tx) => caseOf(tx, who.caseId));
    expect(closed).toMatchObject({ dueWhat: 'reply' });
  });
});
