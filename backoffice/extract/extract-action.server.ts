import { type RouterContextProvider, redirect } from 'react-router';
import { briefForm, followedForm, readerForm } from '#casework/brief/form.server.ts';
import { followBrief, giveBrief, makeBrief, recallBrief } from '#casework/brief/store.server.ts';
import { heldSince } from '#casework/extract/leaving.server.ts';
import { endExtract, extractOf } from '#casework/extract/store.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { readForm, valuesOf } from '#web/form.server.ts';
import { idFrom, notThereAs404 } from '../not-there.server.ts';
import { textIn } from '../typed.ts';
import { takeAnswer } from './take-answer.server.ts';

type Posted = { request: Request; context: Readonly<RouterContextProvider> };

/** What may be done on the page of an extract: make a brief, say who was given it and what became of it, take it back. */
export async function extractAction(me: StaffActor, extractId: string, posted: Posted) {
  const typed = valuesOf(await posted.request.clone().formData());
  const again = redirect(`/extracts/${extractId}`, 303);
  const intent = textIn(typed, 'intent');
  if (intent === 'answer') return takeAnswer(me, extractId, posted);
  if (intent === 'end') {
    await notThereAs404(transactionAs(me, (tx) => endExtract(tx, extractId)));
    return again;
  }
  if (intent === 'recall') {
    const briefId = idFrom(textIn(typed, 'brief'));
    await notThereAs404(transactionAs(me, (tx) => recallBrief(tx, briefId)));
    return again;
  }
  if (intent === 'give') {
    const form = await readForm(posted, readerForm);
    if (!form.ok) return form.again;
    await notThereAs404(transactionAs(me, (tx) => giveBrief(tx, idFrom(textIn(typed, 'brief')), form.value)));
    return again;
  }
  if (intent === 'follow') {
    const form = await readForm(posted, followedForm);
    if (!form.ok) return form.again;
    await notThereAs404(transactionAs(me, (tx) => followBrief(tx, form.value.reader, form.value.what)));
    return again;
  }
  const form = await readForm(posted, briefForm);
  if (!form.ok) return form.again;
  const made = transactionAs(me, async (tx) => {
    const found = await extractOf(tx, extractId);
    if (!found || !(await heldSince(tx, found))) await makeBrief(tx, extractId, form.value.form);
  });
  await notThereAs404(made);
  return again;
}
