import { saveDraft } from '#casework/statement/draft.server.ts';
import { draftForm } from '#casework/statement/form.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { languageContext } from '#web/context.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { timeInWords } from '../../dates.ts';
import { meIn } from '../../who.server.ts';
import { writingIn } from '../../words/writing.server.ts';
import type { Route } from './+types/save';

export const handle: PageHandle = { policy: 'signed_in', title: 'page', bodyLimit: 2 * 1024 * 1024 };

/** What a page for writing saves by itself: answered with whether it was kept, its version and the time to show. */
export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, draftForm);
  if (!read.ok) return new Response(null, { status: 422 });
  const language = context.get(languageContext);
  const { saved, version, savedAt } = await transactionAs(meIn(context), async (tx) => {
    const { current } = await writingIn(tx, request);
    return saveDraft(tx, { ...read.value, caseId: current.caseId, language });
  });
  return Response.json({ saved, version, at: timeInWords(language, savedAt) });
}
