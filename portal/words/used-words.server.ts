import { whereMyWordsWent } from '#casework/brief/store.server.ts';
import { extractsOf } from '#casework/extract/store.server.ts';
import { readNotes, voiceNotesOf } from '#casework/voice-note/store.server.ts';
import type { Tx, VictimActor } from '#db/transaction.server.ts';

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
    notes: notes.flatMap(({ noteId, kind, toldAt, words, english, language, reviewState }) =>
      toldAt ? [{ noteId, kind, toldAt, words, english, language, reviewState }] : [],
    ),
  };
}
export type UsedWords = Awaited<ReturnType<typeof usedWords>>;
