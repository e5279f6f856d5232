import { whereMyWordsWent } from '#casework/brief/store.server.ts';
import { extractsOf } from '#casework/extract/store.server.ts';
import { readNotes, type VoiceNote, voiceNotesOf } from '#casework/voice-note/store.server.ts';
import type { Tx, VictimActor } from '#db/transaction.server.ts';

/** The last note of each decision, in the order told; `before` is when the one was told that it took the place of. */
export function notesThatStand(notes: readonly VoiceNote[]) {
  return notes.flatMap(({ noteId, decisionId, kind, toldAt, ...said }, at) => {
    const sameOf = (some: readonly VoiceNote[]) =>
      some.filter((one) => one.decisionId === decisionId && one.toldAt !== null);
    if (!toldAt || sameOf(notes.slice(at + 1)).length > 0) return [];
    const { words, english, language, reviewState, passedOn } = said;
    const before = sameOf(notes.slice(0, at)).at(-1)?.toldAt ?? null;
    return [{ noteId, kind, toldAt, before, words, english, language, reviewState, passedOn }];
  });
}

/** What became of somebody's words: what waits for their answer, where words went, and what difference they made, which is read from now on. */
export async function usedWords(tx: Tx<VictimActor>) {
  const extracts = await extractsOf(tx);
  const briefs = await whereMyWordsWent(tx);
  const notes = await voiceNotesOf(tx, tx.actor.victimId);
  await readNotes(tx);
  return {
    extracts: extracts.map(({ number, audience, state, leakState, proposedAt }) => ({
      ...{ number, audience, proposedAt },
      state: state === 'approved' && leakState === 'held' ? ('held' as const) : state,
    })),
    briefs: briefs.map(({ briefId, audience, madeAt, recalledAt, readers }) => ({
      ...{ briefId, audience, madeAt, recalledAt },
      readers: readers.map(({ readerId, role, givenAt, readAt, returnedAt }) => ({
        ...{ readerId, role, givenAt, readAt, returnedAt },
      })),
    })),
    notes: notesThatStand(notes),
  };
}
export type UsedWords = Awaited<ReturnType<typeof usedWords>>;
