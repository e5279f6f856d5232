import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import { draftOf, type SentPiece, saveDraft, settleTwoTexts, twoTextsOf } from './draft.server.ts';

const house = aHouse();
const as = (me: VictimActor) => ({
  save: (sent: Pick<SentPiece, 'caseId' | 'words'> & Partial<SentPiece>) =>
    transactionAs(me, (tx) =>
      saveDraft(tx, { piece: 'free', page: randomUUID(), version: 0, turn: 0, language: 'en', ...sent }),
    ),
  draft: (caseId: string) => transactionAs(me, (tx) => draftOf(tx, caseId)),
  two: (caseId: string) => transactionAs(me, (tx) => twoTextsOf(tx, caseId)),
  settle: (caseId: string, chosen: { beside: string; version: number; keep: 'first' | 'second' | 'both' }) =>
    transactionAs(me, (tx) => settleTwoTexts(tx, { caseId, language: 'en', ...chosen })),
});

async function writer() {
  const { me, caseId, victimId } = await someone(house.here.worker);
  const mine = as(me);
  const words = async () => (await mine.draft(caseId))?.pieces.free?.words;
  return { me, caseId, victimId, mine, words };
}

describe('someone who writes', () => {
  test('finds every part as they left it, and nothing before they began', async () => {
    const { mine, caseId } = await writer();
    expect(await mine.draft(caseId)).toBeNull();
    await mine.save({ caseId, words: 'I do not sleep.' });
    await mine.save({ caseId, piece: 'days', words: 'I take the bus now.' });
    expect((await mine.draft(caseId))?.pieces).toMatchObject({
      free: { words: 'I do not sleep.', version: 1 },
      days: { words: 'I take the bus now.', version: 1 },
    });
  });

  test('goes on from the words their page showed, and from those it kept itself, whatever became of the answer', async () => {
    const { mine, caseId, words } = await writer();
    const page = randomUUID();
    await mine.save({ caseId, words: 'one', page, turn: 1 });
    expect(await mine.save({ caseId, words: 'one two', page, turn: 2 })).toMatchObject({
      saved: 'kept',
      version: 2,
    });
    expect(await mine.save({ caseId, words: 'three', version: 2 })).toMatchObject({
      saved: 'kept',
      version: 3,
    });
    expect(await words()).toBe('three');
  });

  test('loses nothing to what their own page sent earlier and came late', async () => {
    const { mine, caseId, words } = await writer();
    const page = randomUUID();
    await mine.save({ caseId, words: 'one two', page, turn: 2 });
    await mine.save({ caseId, words: 'one', page, turn: 1 });
    expect(await words()).toBe('one two');
  });

  test('keeps what fifty thousand words of Urdu weigh', async () => {
    const { mine, caseId, words } = await writer();
    const long = 'میں رات کو سو نہیں سکتی '.repeat(10_000);
    await mine.save({ caseId, words: long });
    expect(await words()).toBe(long);
  });
});

describe('two pages open on one draft', () => {
  async function two() {
    const who = await writer();
    const { mine, caseId } = who;
    await mine.save({ caseId, words: 'as both pages showed it' });
    await mine.save({ caseId, words: 'the first page', version: 1 });
    const page = randomUUID();
    const late = await mine.save({ caseId, words: 'the second page', version: 1, page });
    return { ...who, page, late };
  }

  test('the second is told, and both texts are kept', async () => {
    const { mine, caseId, late, words } = await two();
    expect(late.saved).toBe('beside');
    expect(await words()).toBe('the first page');
    expect(await mine.two(caseId)).toMatchObject([
      { piece: 'free', version: 2, first: { words: 'the first page' }, second: { words: 'the second page' } },
    ]);
  });

  test('the second goes on writing beside, in one text of its own', async () => {
    const { mine, caseId, page, words } = await two();
    await mine.save({ caseId, words: 'the second page, more', version: 1, page });
    expect(await mine.two(caseId)).toMatchObject([{ second: { words: 'the second page, more' } }]);
    expect(await words()).toBe('the first page');
  });

  test.each([
    ['first', 'the first page'],
    ['second', 'the second page'],
    ['both', 'the first page\n\nthe second page'],
  ] as const)('%s stays when they choose so', async (keep, stays) => {
    const { mine, caseId, page, words } = await two();
    await mine.settle(caseId, { beside: page, version: 2, keep });
    expect(await words()).toBe(stays);
    expect(await mine.two(caseId)).toEqual([]);
  });

  test('is not settled over words saved since both were shown', async () => {
    const { mine, caseId, page, words } = await two();
    await mine.save({ caseId, words: 'the first page, more', version: 2 });
    const settled = mine.settle(caseId, { beside: page, version: 2, keep: 'second' });
    await expect(settled).rejects.toThrow(ChangedMeanwhileError);
    expect(await words()).toBe('the first page, more');
  });

  test('are no two texts where they wrote the same, or wrote different parts', async () => {
    const { mine, caseId } = await writer();
    await mine.save({ caseId, words: 'same' });
    expect(await mine.save({ caseId, words: 'same' })).toMatchObject({ saved: 'kept' });
    expect(await mine.save({ caseId, piece: 'days', words: 'other' })).toMatchObject({ saved: 'kept' });
    expect(await mine.two(caseId)).toEqual([]);
  });
});

describe('a draft', () => {
  test('is its author’s alone: not the parent’s who acts for them, not the next person’s', async () => {
    const { mine, caseId, me, victimId } = await writer();
    await mine.save({ caseId, words: 'mine' });
    const parent = as({ ...me, personId: randomUUID() });
    expect(await parent.draft(caseId)).toBeNull();
    await parent.save({ caseId, words: 'the parent’s own' });
    expect((await mine.draft(caseId))?.pieces.free?.words).toBe('mine');
    const other = await someone(house.here.worker);
    expect(await as(other.me).draft(caseId)).toBeNull();
    await expect(as(other.me).save({ caseId, words: 'not theirs' })).rejects.toThrow('23503');
    expect(victimId).not.toBe(other.victimId);
  });

  test('has nothing to settle where no other text waits', async () => {
    const { mine, caseId } = await writer();
    const settled = mine.settle(caseId, { beside: randomUUID(), version: 0, keep: 'both' });
    await expect(settled).rejects.toThrow(NotThereError);
  });
});
