import { redirect } from 'react-router';
import { z } from 'zod';
import { saveDraft } from '#casework/statement/draft.server.ts';
import { draftForm } from '#casework/statement/form.server.ts';
import { type PieceName, partsOf, tooManyWords } from '#casework/statement/rules.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { languageContext } from '#web/context.server.ts';
import { readForm } from '#web/form.server.ts';
import { meIn } from '../who.server.ts';
import { wordsPath } from './paths.ts';
import { type Writing, writingIn } from './writing.server.ts';

type Asked = { request: Request; context: Parameters<typeof meIn>[0] };
const form = draftForm.omit({ piece: true }).extend({ go: z.enum(['on', 'stop']).catch('on') });

/**
 * Saves what was written on a page and goes on to the next, home to the overview, or, where another page saved the same
 * part meanwhile, to both texts. What is more than can be sent at once is saved too, and the overview says how much it is.
 */
export async function savePiece(
  asked: Asked,
  pieceOf: (writing: Writing) => { piece: PieceName; next: string },
) {
  const { request, context } = asked;
  const read = await readForm(asked, form);
  if (!read.ok) return read.again;
  const { go, ...sent } = read.value;
  const goTo = await transactionAs(meIn(context), async (tx) => {
    const writing = await writingIn(tx, request);
    const { piece, next } = pieceOf(writing);
    const caseId = writing.current.caseId;
    const { saved } = await saveDraft(tx, { ...sent, caseId, piece, language: context.get(languageContext) });
    if (saved === 'beside') return wordsPath('two', writing.about);
    const { kind, draft } = await writingIn(tx, request);
    const stops = go === 'stop' || tooManyWords(partsOf(kind, draft?.pieces ?? {})) !== null;
    return wordsPath(stops ? '' : next, writing.about);
  });
  return redirect(goTo, 303);
}
