import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { tasksFor } from '../../tests/support/someone.ts';
import { mayRead, send, write } from '../../tests/support/statements.ts';
import { NotThereError } from '../refusals.ts';
import { tasksOpen } from '../task/store.server.ts';
import { writeVoiceNote } from '../voice-note/store.server.ts';
import { localDate } from '../working-day/rules.ts';
import { decisionForm } from './form.server.ts';
import {
  decisionsOf,
  expectDecision,
  mayPutBack,
  putDecisionBack,
  recordDecisionHeld,
} from './store.server.ts';

const house = aHouse();
const panel = { kind: 'panel', wordsNeededBy: '2030-05-01', heldOn: '2030-05-03' } as const;
const today = localDate(new Date());
const panelToday = { kind: 'panel', wordsNeededBy: today, heldOn: today } as const;
const expectIt = (caseId: string, actor = house.here.worker) =>
  transactionAs(actor, (tx) => expectDecision(tx, caseId, panel));
const expectToday = (caseId: string) =>
  transactionAs(house.here.worker, (tx) => expectDecision(tx, caseId, panelToday));
const back = (decisionId: string, actor = house.here.worker) =>
  transactionAs(actor, (tx) => putDecisionBack(tx, decisionId));
const held = (decisionId: string, actor = house.here.worker) =>
  transactionAs(actor, (tx) => recordDecisionHeld(tx, decisionId));

describe('a decision that is coming', () => {
  test('is seen by the person with the day their words are needed by, and is in the audit', async () => {
    const { me, caseId, victimId } = await someone(house.here.worker);
    await expectIt(caseId);
    const seen = await transactionAs(me, (tx) => decisionsOf(tx, { victimId }));
    expect(seen).toMatchObject([{ ...panel, caseId, heldAt: null }]);
    expect(await auditOf(house.database, victimId)).toContain('decision.expected');
  });

  test('is neither written down nor seen by staff of another service, nor seen by another person', async () => {
    const { caseId, victimId } = await someone(house.here.worker);
    await expect(expectIt(caseId, house.elsewhere.worker)).rejects.toThrow(NotThereError);
    const { decisionId } = await expectIt(caseId);
    await expect(held(decisionId, house.elsewhere.worker)).rejects.toThrow(NotThereError);
    const other = await someone(house.here.worker);
    expect(await transactionAs(other.me, (tx) => decisionsOf(tx, { victimId }))).toEqual([]);
  });

  test('leaves the worker owing what difference it made, where words were meant for it', async () => {
    const who = await someone(house.here.worker);
    await write(who, 'I do not sleep.');
    await send(who, mayRead(['panel']));
    const { decisionId } = await expectToday(who.caseId);
    expect(await held(decisionId)).toEqual({ noteDue: true });
    expect(await tasksFor(house.here.worker, who)).toContain('difference_note');
    await expect(held(decisionId)).rejects.toThrow(NotThereError);
  });

  test('leaves nothing owed where words were for others, or there were none', async () => {
    const who = await someone(house.here.worker);
    await write(who, 'I do not sleep.');
    await send(who, mayRead(['child']));
    const { decisionId } = await expectToday(who.caseId);
    expect(await held(decisionId)).toEqual({ noteDue: false });
    expect(await tasksFor(house.here.worker, who)).not.toContain('difference_note');
  });
});

describe('that a decision was held', () => {
  test('may not be recorded before its day, and nothing is owed for it', async () => {
    const who = await someone(house.here.worker);
    await write(who, 'I do not sleep.');
    await send(who, mayRead(['panel']));
    const { decisionId } = await expectIt(who.caseId);
    expect(await held(decisionId)).toEqual({ problem: 'decision.heldOn.toCome' });
    const [seen] = await transactionAs(who.me, (tx) => decisionsOf(tx, { victimId: who.victimId }));
    expect(seen?.heldAt).toBeNull();
    expect(await tasksFor(house.here.worker, who)).not.toContain('difference_note');
  });

  test('may be put back the same day: it is coming again, nothing is owed, and both are in the audit', async () => {
    const who = await someone(house.here.worker);
    await write(who, 'I do not sleep.');
    await send(who, mayRead(['panel']));
    const { decisionId } = await expectToday(who.caseId);
    await held(decisionId);
    await expect(back(decisionId, house.elsewhere.worker)).rejects.toThrow(NotThereError);
    await back(decisionId);
    const [seen] = await transactionAs(who.me, (tx) => decisionsOf(tx, { victimId: who.victimId }));
    expect(seen?.heldAt).toBeNull();
    const { victimId } = who;
    expect(
      await transactionAs(house.here.worker, (tx) => tasksOpen(tx, { mine: false, victimId })),
    ).not.toContainEqual(expect.objectContaining({ kind: 'difference_note' }));
    expect(await auditOf(house.database, who.victimId)).toEqual(
      expect.arrayContaining(['decision.held', 'decision.put_back']),
    );
    await expect(back(decisionId)).rejects.toThrow(NotThereError);
    expect(await held(decisionId)).toEqual({ noteDue: true });
  });

  test('stays once the person was told what came of it, and after its day', async () => {
    const who = await someone(house.here.worker);
    const { decisionId } = await expectToday(who.caseId);
    await held(decisionId);
    const note = { words: 'Nothing changed.', english: null, reviewState: 'own_words' } as const;
    await transactionAs(house.here.worker, (tx) => writeVoiceNote(tx, decisionId, note));
    await expect(back(decisionId)).rejects.toThrow(NotThereError);
    const heldAt = new Date('2026-06-01T22:30:00Z');
    expect(mayPutBack({ heldAt }, new Date('2026-06-01T22:59:00Z'))).toBe(true);
    expect(mayPutBack({ heldAt }, new Date('2026-06-01T23:01:00Z'))).toBe(false);
    expect(mayPutBack({ heldAt: null })).toBe(false);
  });
});

test('words are needed on a day that is to come, and not after the decision', () => {
  const typed = { kind: 'panel', wordsNeededBy: '1/5/2030', heldOn: '3/5/2030' };
  expect(decisionForm.parse(typed)).toEqual(panel);
  const problem = (wrong: Partial<typeof typed>) =>
    decisionForm.safeParse({ ...typed, ...wrong }).error?.issues[0]?.message;
  expect(problem({ wordsNeededBy: '4/5/2030' })).toBe('decision.wordsNeededBy.after');
  expect(problem({ wordsNeededBy: '1/5/2020' })).toBe('decision.wordsNeededBy.past');
  expect(problem({ heldOn: 'soon' })).toBe('decision.heldOn.invalid');
});
