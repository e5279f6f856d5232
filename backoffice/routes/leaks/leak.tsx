import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import {
  type Finding,
  releaseLeak,
  reviewRelease,
  sayNotAboutThem,
  takeBackHeld,
} from '#casework/leak/finding.server.ts';
import { releaseForm, reviewForm } from '#casework/leak/form.server.ts';
import { draftTakenBack, sendCleared } from '#casework/reply/cleared.server.ts';
import { tellOfCleared } from '#casework/statement/cleared.server.ts';
import { publishCleared, takeBackCleared } from '#casework/update/cleared.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { readForm, valuesOf } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { Decide } from '../../leak/decide.tsx';
import { findingShown } from '../../leak/finding.server.ts';
import { LeakMarks } from '../../leak/leak-marks.tsx';
import { idFrom, notThereAs404 } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/leak';

export const handle: PageHandle = { policy: 'casework', title: 'leak' };

export function loader({ params, context }: Route.LoaderArgs) {
  const id = idFrom(params.id);
  return transactionAs(meAtDesk(context), (tx) => findingShown(tx, id));
}

async function cleared(tx: Tx<StaffActor>, found: Finding): Promise<void> {
  await publishCleared(tx, found);
  await tellOfCleared(tx, found);
  await sendCleared(tx, found);
}

async function takenBack(tx: Tx<StaffActor>, found: Finding): Promise<void> {
  await takeBackCleared(tx, found);
  await draftTakenBack(tx, found);
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const [id, me] = [idFrom(params.id), meAtDesk(context)];
  const again = redirect(`/leaks/${id}`, 303);
  const intent = typedIn(valuesOf(await request.clone().formData()), 'intent');
  if (intent === 'review') {
    const form = await readForm({ request, context }, reviewForm);
    if (!form.ok) return form.again;
    await notThereAs404(transactionAs(me, (tx) => reviewRelease(tx, id, form.value.review)));
    return again;
  }
  if (intent === 'take_back') {
    await notThereAs404(transactionAs(me, async (tx) => takenBack(tx, await takeBackHeld(tx, id))));
    return again;
  }
  if (intent === 'not_about_them') {
    await notThereAs404(transactionAs(me, async (tx) => cleared(tx, await sayNotAboutThem(tx, id))));
    return again;
  }
  const form = await readForm({ request, context }, releaseForm);
  if (!form.ok) return form.again;
  const { reason } = form.value;
  await notThereAs404(transactionAs(me, async (tx) => cleared(tx, await releaseLeak(tx, id, reason))));
  return again;
}

export default function Leak({ loaderData: it, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  return (
    <>
      <h1>{t('leak.title')}</h1>
      <ErrorSummary title={t('refused.title')} errors={errors} />
      <p>
        {t('leak.heldLine', { what: t(`leak.subject.${it.subjectKind}`) })}{' '}
        <time dateTime={it.found.dateTime}>{it.found.text}</time>
      </p>
      <LeakMarks words={it.words} leaks={it.leaks} />
      <p>{t(`leak.state.${it.state}`)}</p>
      {it.decided && <p>{t('leak.decided', { moment: it.decided })}</p>}
      {it.reason && <blockquote dir="auto">{it.reason}</blockquote>}
      {it.reviewBy && !it.review && <p>{t('leak.reviewBy', { moment: it.reviewBy })}</p>}
      {it.review && <p>{t(`leak.reviews.${it.review}`)}</p>}
      <Decide it={it} values={actionData?.values} errors={errors} />
      {it.path && (
        <p>
          <a href={it.path}>{t(`leak.toSubject.${it.subjectKind}`)}</a>
        </p>
      )}
      {it.caseId && (
        <p>
          <a href={`/cases/${it.caseId}`}>{t('leak.case')}</a>
        </p>
      )}
    </>
  );
}
