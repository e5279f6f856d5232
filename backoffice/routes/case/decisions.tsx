import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { z } from 'zod';
import { Notice } from '#accessibility/paper/notice.tsx';
import { decisionForm } from '#casework/decision/form.server.ts';
import { expectDecision, putDecisionBack, recordDecisionHeld } from '#casework/decision/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { type FormAgain, readForm, valuesOf } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { askedIn } from '../../asked.server.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { decisionHere, decisionsShown } from '../../decision/decisions.server.ts';
import { Decisions } from '../../decision/decisions.tsx';
import { ExpectForm } from '../../decision/expect-form.tsx';
import { notThereAs404 } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { textIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/decisions';

export const handle: PageHandle = { policy: 'casework', title: 'decisions' };

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const done = askedIn(request).oneOf('done', ['expected', 'held', 'note', 'back']);
  return transactionAs(meAtDesk(context), async (tx) => {
    const { it, shown } = await caseHere(tx, params.id);
    return { shown, done, key: crypto.randomUUID(), decisions: await decisionsShown(tx, it.caseId) };
  });
}

const notYet = (problem: string) =>
  data<FormAgain>({ values: {}, problems: [{ field: '', problem }] }, { status: 422 });

const posted = z.intersection(z.object({ key: z.uuid() }), decisionForm);

export async function action({ request, params, context }: Route.ActionArgs) {
  const me = meAtDesk(context);
  const typed = valuesOf(await request.clone().formData());
  const intent = textIn(typed, 'intent');
  if (intent === 'held' || intent === 'back') {
    const marking = transactionAs(me, async (tx) => {
      const { it } = await caseHere(tx, params.id);
      const decisionId = await decisionHere(tx, it.caseId, textIn(typed, 'decisionId'));
      return intent === 'held' ? recordDecisionHeld(tx, decisionId) : putDecisionBack(tx, decisionId);
    });
    const held = await notThereAs404(marking);
    if (held && 'problem' in held) return notYet(held.problem);
    const done = !held ? 'back' : held.noteDue ? 'note' : 'held';
    return redirect(`/cases/${params.id}/decisions?done=${done}`, 303);
  }
  const form = await readForm({ request, context }, posted);
  if (!form.ok) return form.again;
  const { key, ...expected } = form.value;
  const to = await transactionAs(me, async (tx) => {
    const { it } = await caseHere(tx, params.id);
    return once(tx, key, async () => {
      await expectDecision(tx, it.caseId, expected);
      return `/cases/${it.caseId}/decisions?done=expected`;
    });
  });
  return redirect(to, 303);
}

/** The decisions someone's words could reach: what is coming, by when words are needed, and what was held. */
export default function DecisionsOfCase({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, done, key, decisions } = loaderData;
  const errors = errorsOf(t, actionData);
  return (
    <CasePage shown={shown} title={t('decision.title', { name: shown.callMe })} errors={errors}>
      {done && !actionData && (
        <Notice tone="told" title={t(`decision.done.${done}`)} level={2} announce>
          <p>
            {done === 'note' && t('decision.noteTask')}{' '}
            <a href={`/cases/${shown.caseId}`}>{t('phone.saved.toCase')}</a>
          </p>
        </Notice>
      )}
      <Decisions decisions={decisions} />
      <ExpectForm formKey={key} values={actionData?.values} errors={errors} />
    </CasePage>
  );
}
