import { clearanceOf } from '#casework/leak/finding.server.ts';
import { wordsNotice } from '#casework/statement/notice.server.ts';
import {
  decisionKnown,
  type VoiceNote,
  voiceNotesOf,
  wordsPassedOn,
} from '#casework/voice-note/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { caseHere } from '../case-here.server.ts';
import { languageName } from '../contact-rules.server.ts';
import { dayOf, momentOf } from '../moments.server.ts';
import { orNotThere } from '../not-there.server.ts';

async function noteShown(tx: Tx<StaffActor>, note: VoiceNote) {
  const { noteId, words, english, language, reviewState, passedOn, toldAt, readAt } = note;
  return {
    ...{ noteId, words, english, language, reviewState, passedOn },
    told: toldAt && momentOf(toldAt).text,
    read: readAt && momentOf(readAt).text,
    leakId: toldAt ? null : (await clearanceOf(tx, 'voice_note', noteId)).leakId,
  };
}
export type NoteShown = Awaited<ReturnType<typeof noteShown>>;

/** A decision, what its person was told of the difference their words made, and how they would hear of more. */
export async function differenceShown(tx: Tx<StaffActor>, decisionId: string) {
  const { caseId, victimId, kind, heldOn, heldAt } = orNotThere(await decisionKnown(tx, decisionId));
  const { shown, rules } = await caseHere(tx, caseId);
  const notes = (await voiceNotesOf(tx, victimId)).filter((note) => note.decisionId === decisionId);
  const language = rules.preference.languageWritten;
  return {
    ...{ shown, kind, heldOn: dayOf(heldOn).text, held: heldAt !== null },
    ...{ language, languageName: languageName(language), notice: await wordsNotice(tx, victimId) },
    passedOn: await wordsPassedOn(tx, decisionId),
    wasTold: notes.some(({ toldAt }) => toldAt !== null),
    notes: await Promise.all(notes.map((note) => noteShown(tx, note))),
  };
}
export type DifferenceShown = Awaited<ReturnType<typeof differenceShown>>;
