import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { answerTo, propose, whoSent } from '../../tests/support/extracts.ts';
import { aHouse } from '../../tests/support/house.ts';
import { giveBrief, makeBrief } from '../brief/store.server.ts';
import { caseOf } from '../case/store.server.ts';
import { expectDecision, recordDecisionHeld } from '../decision/store.server.ts';
import { findingsWaiting, releaseLeak, takeBackHeld } from '../leak/finding.server.ts';
import { knowIdentifier } from '../leak/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { tellOfCleared } from '../statement/cleared.server.ts';
import { tasksOpen } from '../task/store.server.ts';
import { localDate } from '../working-day/rules.ts';
import { notesWait, readNotes, voiceNotesOf, writeVoiceNote } from './store.server.ts';

const house = aHouse();
const today = localDate(new Date());
const plain = { words: 'They changed the route home.', english: null, reviewState: 'own_words' } as const;

async function withDecision() {
  const worker = house.here.worker;
  const who = await whoSent(worker, 'I do not sleep.');
  const { decisionId } = await transactionAs(worker, (tx) =>
    expectDecision(tx, who.caseId, { kind: 'panel', wordsNeededBy: today, heldOn: today }),
  );
  const held = () => transactionAs(worker, (tx) => recordDecisionHeld(tx, decisionId));
  const note = (said: string = plain.words) =>
    transactionAs(worker, (tx) => writeVoiceNote(tx, decisionId, { ...plain, words: said }));
  const owed = async () =>
    (await transactionAs(worker, (tx) => tasksOpen(tx, { mine: false, victimId: who.victimId }))).map(
      ({ kind }) => kind,
    );
  const seen = () => transactionAs(who.me, (tx) => voiceNotesOf(tx, who.victimId));
  return { ...who, worker, decisionId, held, note, owed, seen };
}

async function passedTo({ worker, statementId, ...who }: Awaited<ReturnType<typeof withDecision>>) {
  const made = await propose(worker, statementId, 'I do not sleep.', { decisionId: who.decisionId });
  await answerTo(who, 1, 'I do not sleep.');
  return transactionAs(worker, async (tx) => {
    const { briefId } = await makeBrief(tx, 'problem' in made ? '' : made.extractId, 'pdf');
    return () =>
      transactionAs(worker, (later) =>
        giveBrief(later, briefId, { role: 'panel_member', name: 'Rosa Lind' }),
      );
  });
}

async function naming(name: string) {
  const who = await withDecision();
  await who.held();
  await transactionAs(who.worker, async (tx) => {
    const it = await caseOf(tx, who.caseId);
    if (!it) throw new Error('There is a case');
    await knowIdentifier(tx, it.incident.id, { kind: 'child_name', words: name });
  });
  const { noteId, held } = await who.note(`${name} stays away from the shop.`);
  const [finding] = (await transactionAs(who.worker, findingsWaiting)).filter(
    ({ subjectId }) => subjectId === noteId,
  );
  const cleared = (by: StaffActor) =>
    transactionAs(by, async (tx) =>
      tellOfCleared(tx, await releaseLeak(tx, finding?.leakId ?? '', 'She knows it from the panel.')),
    );
  return { ...who, noteId, wasHeld: held, leakId: finding?.leakId ?? '', cleared };
}

describe('what difference somebody’s words made', () => {
  test('is owed from the decision on, and told to them when it is written', async () => {
    const { held, note, owed, seen } = await withDecision();
    await held();
    expect(await owed()).toContain('difference_note');
    await note();
    expect(await owed()).not.toContain('difference_note');
    expect(await seen()).toMatchObject([{ kind: 'panel', ...plain }]);
  });

  test('waits on their page until they have read it, and that they did is kept once', async () => {
    const { held, note, seen, me } = await withDecision();
    await held();
    await note();
    expect(await transactionAs(me, notesWait)).toBe(true);
    await transactionAs(me, readNotes);
    const [read] = await seen();
    await transactionAs(me, readNotes);
    expect(await transactionAs(me, notesWait)).toBe(false);
    expect(await seen()).toEqual([read]);
    const change = transactionAs(me, (tx) => tx.execute(sql`update voice_note set read_at = now()`));
    await expect(change).rejects.toMatchObject({ sqlState: '23001' });
  });

  test('is not told before the decision, nor by another service, nor to anybody else', async () => {
    const { decisionId, note, seen } = await withDecision();
    await expect(note()).rejects.toThrow(NotThereError);
    await expect(
      transactionAs(house.elsewhere.worker, (tx) => writeVoiceNote(tx, decisionId, plain)),
    ).rejects.toThrow(NotThereError);
    expect(await seen()).toEqual([]);
  });

  test('is said of words that somebody was given', async () => {
    const who = await withDecision();
    const give = await passedTo(who);
    await give();
    await who.held();
    await who.note();
    expect(await who.seen()).toMatchObject([{ passedOn: true }]);
  });

  test('may not be said of words that nobody was given, made ready or not: the note only says why', async () => {
    const who = await withDecision();
    await passedTo(who);
    await who.held();
    await who.note('the panel did not meet.');
    expect(await who.seen()).toMatchObject([{ passedOn: false, words: 'the panel did not meet.' }]);
    expect(await who.owed()).not.toContain('difference_note');
  });

  test('is kept from them where it names the child, and still owed, until a manager lets it go', async () => {
    const { wasHeld, seen, owed, me, cleared } = await naming('Kayden Walsh');
    expect(wasHeld).toBe(true);
    expect(await seen()).toEqual([]);
    expect(await transactionAs(me, (tx) => tx.execute(sql`select 1 from voice_note`))).toHaveLength(0);
    expect(await owed()).toContain('difference_note');
    await expect(cleared(house.here.worker)).rejects.toThrow(NotThereError);
    await cleared(house.here.manager);
    expect(await seen()).toMatchObject([{ words: 'Kayden Walsh stays away from the shop.' }]);
    expect(await owed()).not.toContain('difference_note');
  });

  test('is never told once it was taken back, and nobody may let it go past the check', async () => {
    const { seen, owed, leakId, noteId, worker } = await naming('Tyrell Adeyemi');
    const past = transactionAs(worker, (tx) =>
      tx.execute(sql`update voice_note set leak_state = 'clear' where id = ${noteId}`),
    );
    await expect(past).rejects.toMatchObject({ sqlState: '42501' });
    await transactionAs(worker, (tx) => takeBackHeld(tx, leakId));
    expect(await seen()).toEqual([]);
    expect(await owed()).toContain('difference_note');
  });
});
