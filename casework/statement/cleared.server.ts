import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { extractOf } from '../extract/store.server.ts';
import type { FindingLine } from '../leak/finding.server.ts';
import { tellOfNote } from '../voice-note/store.server.ts';
import { tellOfWords } from './notice.server.ts';

/** Tells the person of words that waited for a second person and may reach them now: an extract to answer, or a note. */
export async function tellOfCleared(
  tx: Tx<StaffActor>,
  { subjectKind, subjectId }: Pick<FindingLine, 'subjectKind' | 'subjectId'>,
): Promise<void> {
  if (subjectKind === 'voice_note') return tellOfNote(tx, subjectId);
  if (subjectKind !== 'extract') return;
  const found = await extractOf(tx, subjectId);
  if (found?.state === 'proposed') await tellOfWords(tx, found, 'question');
}
