import { type RouterContextProvider, redirect } from 'react-router';
import { z } from 'zod';
import { answerExtract } from '#casework/extract/answer.server.ts';
import { answeredThroughForm, extractAnswerForm } from '#casework/extract/form.server.ts';
import { extractOf } from '#casework/extract/store.server.ts';
import { formatOf } from '#casework/phone-call/store.server.ts';
import { meOf } from '#casework/staff/store.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import { caseHere } from '../case-here.server.ts';
import { orNotThere } from '../not-there.server.ts';
import { readIn } from '../phone/call.server.ts';
import { viewReadOut } from '../statement/aloud.server.ts';

const form = z.intersection(extractAnswerForm, answeredThroughForm);

/** Writes down what the person said to an extract on the phone, on a visit or on paper, with the words read out to them. */
export async function takeAnswer(
  me: StaffActor,
  extractId: string,
  posted: { request: Request; context: Readonly<RouterContextProvider> },
) {
  const read = await readForm(posted, form);
  if (!read.ok) return read.again;
  const { how } = read.value;
  await transactionAs(me, async (tx) => {
    const found = await extractOf(tx, extractId);
    const open = orNotThere(found?.mayBeApproved ? found : null);
    const { rules } = await caseHere(tx, open.caseId);
    const language = await readIn(tx, rules.preference.languageWritten);
    const words = viewReadOut(language, open.audience, (await meOf(tx)).firstName);
    const asked = {
      how,
      askedBy: me.staffId,
      answeredAs: 'self',
      language,
      format: formatOf(how),
      words,
    } as const;
    await answerExtract(tx, open, read.value, asked);
  });
  return redirect(`/extracts/${extractId}`, 303);
}
