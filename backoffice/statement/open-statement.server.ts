import { data, type RouterContextProvider, redirect } from 'react-router';
import { meOf } from '#casework/staff/store.server.ts';
import { readingForm } from '#casework/statement/form.server.ts';
import { statementKnown } from '#casework/statement/own.server.ts';
import { readStatement } from '#casework/statement/reading.server.ts';
import { type Part, type WhyRead, whysNow } from '#casework/statement/rules.ts';
import { confirmStatement, withdrawStatement } from '#casework/statement/store.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { type FormAgain, readForm, valuesOf } from '#web/form.server.ts';
import { caseHere } from '../case-here.server.ts';
import { type Moment, momentOf } from '../moments.server.ts';
import { idFrom, notThereAs404, orNotThere } from '../not-there.server.ts';
import { textIn } from '../typed.ts';
import { meAtDesk } from '../who.server.ts';
import { statementShown } from './statement-shown.server.ts';

type Asked = { request: Request; params: { id?: string }; context: Readonly<RouterContextProvider> };

/** Someone's words, shown once, with the receipt they left. */
export type Opened = {
  parts: Part[];
  language: string;
  why: WhyRead;
  firstName: string;
  at: Moment;
};

export type AfterOpening = FormAgain & { opened?: Opened };

const statementHere = async (tx: Tx<StaffActor>, param: string | undefined) =>
  orNotThere(await statementKnown(tx, idFrom(param)));

/** A statement as its page shows it before anyone has said why they open it: without one of its words. */
export async function statementPage(tx: Tx<StaffActor>, param: string | undefined) {
  const known = await statementHere(tx, param);
  const { shown } = await caseHere(tx, known.caseId);
  return { shown, statement: await statementShown(tx, known) };
}

async function opened(tx: Tx<StaffActor>, statementId: string, why: WhyRead): Promise<Opened> {
  const { parts, language } = await readStatement(tx, statementId, why);
  return { parts, language, why, firstName: (await meOf(tx)).firstName, at: momentOf(new Date()) };
}

const doings = {
  confirm: { verb: confirmStatement, done: 'sent' },
  withdraw: { verb: withdrawStatement, done: 'withdrawn' },
} as const;

/** Opens the words for a reason, keeps that the person says they are right, or takes them back as they ask. */
export async function statementAction({ request, params, context }: Asked) {
  const me = meAtDesk(context);
  const id = idFrom(params.id);
  const intent = textIn(valuesOf(await request.clone().formData()), 'intent');
  if (intent === 'confirm' || intent === 'withdraw') {
    const { verb, done } = doings[intent];
    await notThereAs404(transactionAs(me, (tx) => verb(tx, id)));
    return redirect(`/statements/${id}?done=${done}`, 303);
  }
  const form = await readForm({ request, context }, readingForm);
  if (!form.ok) return form.again;
  const { why } = form.value;
  const reading = transactionAs(me, async (tx) => {
    const { state } = await statementHere(tx, id);
    return whysNow(state).includes(why) ? opened(tx, id, why) : null;
  });
  const words = await notThereAs404(reading);
  if (!words) return form.again([{ field: 'why', problem: 'statement.why.missing' }]);
  return data<AfterOpening>({ values: {}, problems: [], opened: words });
}
