import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { whoSent } from '../../tests/support/extracts.ts';
import { aHouse } from '../../tests/support/house.ts';
import { expectDecision, recordDecisionHeld } from '../decision/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { tasksOpen } from '../task/store.server.ts';
import { voiceNotesOf, writeVoiceNote } from './store.server.ts';

const house = aHouse();

async function withDecision() {
  const worker = house.here.worker;
  const who = await whoSent(worker, 'I do not sleep.');
  const { decisionId } = await transactionAs(worker, (tx) =>
    expectDecision(tx, who.caseId, { kind: 'panel', wordsNeededBy: '2999-01-01', heldOn: '2999-01-02' }),
  );
  const note = () =>
    transactionAs(worker, (tx) => writeVoiceNote(tx, decisionId, 'They changed the route home.'));
  const owed = async () =>
    (await transactionAs(worker, (tx) => tasksOpen(tx, { mine: false, victimId: who.victimId }))).map(
      ({ kind }) => kind,
    );
  return { ...who, worker, decisionId, note, owed };
}

describe('what difference somebody’s words made', () => {
  test('is owed from the decision on, and told to them when it is written', async () => {
    const { worker, decisionId, note, owed, me, victimId } = await withDecision();
    await transactionAs(worker, (tx) => recordDecisionHeld(tx, decisionId));
    expect(await owed()).toContain('difference_note');
    await note();
    expect(await owed()).not.toContain('difference_note');
    expect(await transactionAs(me, (tx) => voiceNotesOf(tx, victimId))).toMatchObject([
      { kind: 'panel', words: 'They changed the route home.' },
    ]);
  });

  test('is not told before the decision, nor by another service, nor to anybody else', async () => {
    const { decisionId, note, me, victimId } = await withDecision();
    await expect(note()).rejects.toThrow(NotThereError);
    await expect(
      transactionAs(house.elsewhere.worker, (tx) => writeVoiceNote(tx, decisionId, 'Nothing.')),
    ).rejects.toThrow(NotThereError);
    expect(await transactionAs(me, (tx) => voiceNotesOf(tx, victimId))).toEqual([]);
  });
});
