import { expect, test } from 'vitest';
import { notesThatStand } from './used-words.server.ts';

const note = (noteId: string, decisionId: string, toldAt: Date | null) => ({
  ...{ noteId, decisionId, toldAt, readAt: null, kind: 'panel' as const, heldOn: '2026-04-01' },
  ...{ language: 'en', reviewState: 'own_words' as const, words: noteId, english: null, passedOn: true },
});
const [first, later] = [new Date('2026-04-02T09:00:00Z'), new Date('2026-04-09T09:00:00Z')];

test('a later note of a decision takes the place of the one before, and says since when and of which day', () => {
  const stand = notesThatStand([
    note('wrong', 'a', first),
    note('other', 'b', first),
    note('right', 'a', later),
  ]);
  expect(stand).toMatchObject([
    { noteId: 'other', before: null },
    { noteId: 'right', toldAt: later, before: first },
  ]);
});

test('a note that is still kept back takes the place of none', () => {
  expect(notesThatStand([note('told', 'a', first), note('held', 'a', null)])).toMatchObject([
    { noteId: 'told', before: null },
  ]);
});
