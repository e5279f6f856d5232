import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { Notice } from '#accessibility/paper/notice.tsx';
import { saidToStaffForm } from '#casework/feedback/form.server.ts';
import { usualDays } from '#casework/feedback/rules.ts';
import { takeDownFeedback } from '#casework/feedback/store.server.ts';
import { policyInDays } from '#casework/service/policy.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { languages } from '#locales/languages.ts';
import { readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { caseHere } from '../../case-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { languageName } from '../../contact-rules.server.ts';
import { TakeDownForm } from '../../feedback/take-down-form.tsx';
import { notThereAs404 } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/feedback';

export const handle: PageHandle = { policy: 'casework', title: 'feedback_take' };

const kept = z.enum(['kept', 'hidden']).nullable().catch(null);

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const done = kept.parse(new URL(request.url).searchParams.get('done'));
  return transactionAs(meAtDesk(context), async (tx) => ({
    shown: (await caseHere(tx, params.id)).shown,
    days: await policyInDays(tx, 'feedback_days', usualDays),
    languages: languages.map((value) => ({ value, label: languageName(value) })),
    key: crypto.randomUUID(),
    done,
  }));
}

// `language` is what a page posts to be shown in another one.
const posted = saidToStaffForm
  .omit({ language: true })
  .extend({ key: z.uuid(), writtenIn: saidToStaffForm.shape.language });

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await readForm({ request, context }, posted);
  if (!form.ok) return form.again;
  const { key, writtenIn, ...typed } = form.value;
  const said = { ...typed, language: writtenIn };
  const keeping = transactionAs(meAtDesk(context), async (tx) => {
    const { caseId } = (await caseHere(tx, params.id)).it;
    return once(tx, key, async () => {
      const { stillSeen } = await takeDownFeedback(tx, caseId, crypto.randomUUID(), said);
      return `/cases/${caseId}/feedback?done=${stillSeen ? 'kept' : 'hidden'}`;
    });
  });
  return redirect(await notThereAs404(keeping), 303);
}

/** What somebody says about the service, on the phone, a visit or paper, taken down for whoever answers it. */
export default function TakeDownFeedback({ loaderData: page, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, done } = page;
  const errors = errorsOf(t, actionData);
  return (
    <CasePage shown={shown} title={t('feedback.take.title', { name: shown.callMe })} errors={errors}>
      {done && !actionData ? (
        <Notice
          tone="told"
          title={t(done === 'kept' ? 'feedback.take.done' : 'feedback.take.doneHidden')}
          level={2}
          announce
        >
          <p>
            {done === 'hidden' && t('feedback.take.say')}{' '}
            <a href={`/cases/${shown.caseId}`}>{t('feedback.take.next')}</a>
          </p>
        </Notice>
      ) : (
        <>
          <p>{t('feedback.take.lead')}</p>
          <p>{t('feedback.take.lead2')}</p>
          <TakeDownForm page={page} values={actionData?.values} errors={errors} />
        </>
      )}
    </CasePage>
  );
}
