import { data, type RouterContextProvider } from 'react-router';
import { decisionsOf } from '#casework/decision/store.server.ts';
import { proposalForm } from '#casework/extract/form.server.ts';
import { type NotProposed, proposeExtract } from '#casework/extract/propose.server.ts';
import { statementKnown } from '#casework/statement/own.server.ts';
import { readStatement } from '#casework/statement/reading.server.ts';
import type { Part } from '#casework/statement/rules.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { type FormAgain, readForm } from '#web/form.server.ts';
import { caseHere } from '../case-here.server.ts';
import { dayOf } from '../moments.server.ts';
import { idFrom, notThereAs404, orNotThere } from '../not-there.server.ts';
import { extractsListed } from './listed.server.ts';

/** The words a worker cuts from. */
export type OpenedToCut = { parts: Part[]; language: string };

export type ExtractPage = Awaited<ReturnType<typeof extractPage>>;
export type AfterExtract = FormAgain & { opened?: OpenedToCut };

/** Whose words, who may hear them, and what they could still reach; not one of the words. */
export async function extractPage(tx: Tx<StaffActor>, param: string | undefined) {
  const found = await statementKnown(tx, idFrom(param));
  const known = orNotThere(found?.state === 'sent' ? found : null);
  const { shown } = await caseHere(tx, known.caseId);
  const decisions = await decisionsOf(tx, { caseId: known.caseId });
  return {
    shown,
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
      return { parts, language };
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

/** Proposes what the form holds, and gives back the id of the extract; or the form again, with what stands in the way. */
export async function proposed(
  me: StaffActor,
  id: string,
  asked: { request: Request; context: Readonly<RouterContextProvider> },
) {
  const form = await readForm(asked, proposalForm);
  if (!form.ok) return form.again;
  const made = await notThereAs404(transactionAs(me, (tx) => proposeExtract(tx, id, form.value)));
  if ('problem' in made) return form.again([{ field: fieldOf[made.problem], problem: made.problem }]);
  return made.extractId;
}
