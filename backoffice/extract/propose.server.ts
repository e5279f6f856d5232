import { data, type RouterContextProvider } from 'react-router';
import { z } from 'zod';
import { decisionsOf } from '#casework/decision/store.server.ts';
import { proposalForm } from '#casework/extract/form.server.ts';
import { type NotProposed, proposeExtract } from '#casework/extract/propose.server.ts';
import { statementKnown } from '#casework/statement/own.server.ts';
import { readStatement, receiptOf, statementShown } from '#casework/statement/reading.server.ts';
import type { Part } from '#casework/statement/rules.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { type FormAgain, readForm, valuesOf } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import { caseHere } from '../case-here.server.ts';
import { dayOf } from '../moments.server.ts';
import { idFrom, notThereAs404, orNotThere } from '../not-there.server.ts';
import { textIn } from '../typed.ts';
import { extractsListed } from './listed.server.ts';

/** The words a worker cuts from, and the receipt they were opened with, which the page keeps for its one showing. */
export type OpenedToCut = { parts: Part[]; language: string; receipt: string | null };

export type ExtractPage = Awaited<ReturnType<typeof extractPage>>;
export type AfterExtract = FormAgain & { opened?: OpenedToCut };
type Again = ReturnType<typeof data<FormAgain>>;

/** Whose words, who may hear them, and what they could still reach; not one of the words. */
export async function extractPage(tx: Tx<StaffActor>, param: string | undefined) {
  const found = await statementKnown(tx, idFrom(param));
  const known = orNotThere(found?.state === 'sent' ? found : null);
  const { shown } = await caseHere(tx, known.caseId);
  const decisions = await decisionsOf(tx, { caseId: known.caseId });
  return {
    ...{ shown, key: crypto.randomUUID() },
    extracts: await extractsListed(tx, known.caseId),
    audiences: known.audiences.filter(({ endedAt }) => endedAt === null).map(({ audience }) => audience),
    decisions: decisions
      .filter(({ heldAt }) => heldAt === null)
      .map(({ decisionId, kind, heldOn }) => ({ decisionId, kind, day: dayOf(heldOn).text })),
  };
}

const opened = (me: StaffActor, id: string): Promise<OpenedToCut> =>
  notThereAs404(
    transactionAs(me, async (tx) => {
      const { parts, language } = await readStatement(tx, id, 'prepare_extract');
      return { parts, language, receipt: await receiptOf(tx, id) };
    }),
  );

/** Opens the words to cut from, which the person sees. */
export async function openForExtract(me: StaffActor, id: string) {
  const again: FormAgain & { opened: OpenedToCut } = {
    values: {},
    problems: [],
    opened: await opened(me, id),
  };
  return data(again);
}

const fieldOf = {
  'extract.words.notTheirs': 'words',
  'extract.audience.notChosen': 'audience',
  'extract.decision.invalid': 'decisionId',
} satisfies Record<NotProposed, string>;

const isProblem = (outcome: string): outcome is NotProposed => Object.hasOwn(fieldOf, outcome);
const posted = z.intersection(z.object({ key: z.uuid() }), proposalForm);

/** Proposes what the form holds, once, and gives back the id of the extract; or the form again, with what stands in the way. */
export async function proposed(
  me: StaffActor,
  id: string,
  asked: { request: Request; context: Readonly<RouterContextProvider> },
) {
  const typed = valuesOf(await asked.request.clone().formData());
  const receipt = z.uuid().safeParse(textIn(typed, 'receipt')).data ?? null;
  const form = await readForm(asked, posted);
  if (!form.ok) return stillShown(me, id, receipt, form.again);
  const { key, ...proposal } = form.value;
  const proposing = transactionAs(me, (tx) =>
    once(tx, key, async () => {
      const made = await proposeExtract(tx, id, proposal, receipt);
      return 'problem' in made ? made.problem : made.extractId;
    }),
  );
  const outcome = await notThereAs404(proposing);
  if (!isProblem(outcome)) return outcome;
  return stillShown(me, id, receipt, form.again([{ field: fieldOf[outcome], problem: outcome }]));
}

async function stillShown(me: StaffActor, id: string, receipt: string | null, again: Again) {
  if (!receipt) return again;
  const words = await transactionAs(me, (tx) => statementShown(tx, id, receipt));
  if (!words) return again;
  const { parts, language } = words;
  const opened: OpenedToCut = { parts, language, receipt };
  return data<AfterExtract>({ ...again.data, opened }, again.init ?? undefined);
}
