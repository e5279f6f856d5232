import { useTranslation } from 'react-i18next';
import { DueBadge } from '#accessibility/desk/due-badge.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { actOnFeedback } from '../../feedback/act.server.ts';
import { Answers } from '../../feedback/answers.tsx';
import { Handling } from '../../feedback/handling.tsx';
import { feedbackShown } from '../../feedback/one.server.ts';
import { ReplyForm } from '../../feedback/reply-form.tsx';
import { idFrom, notThereAs404 } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/one';

export const handle: PageHandle = { policy: 'casework', title: 'feedback_one' };

export function loader({ request, params, context }: Route.LoaderArgs) {
  const id = idFrom(params.id);
  const template = new URL(request.url).searchParams.get('template');
  return notThereAs404(transactionAs(meAtDesk(context), (tx) => feedbackShown(tx, id, template)));
}

export function action({ request, params, context }: Route.ActionArgs) {
  return actOnFeedback({ request, context, me: meAtDesk(context), feedbackId: idFrom(params.id) });
}

export default function Feedback({ loaderData: it, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  // Where a colleague was first, what stands now is shown, and not what was typed over something else.
  const late = actionData?.problems.some(({ problem }) => problem === 'feedback.changed');
  const values = late ? undefined : actionData?.values;
  return (
    <>
      <h1>
        {t(`feedback.about.${it.about}`)}: <bdi>{it.name ?? t('feedback.anonymous')}</bdi>
      </h1>
      <ErrorSummary title={t('refused.title')} errors={errors} />
      <p>
        {it.due && <DueBadge {...it.due} />} <strong>{t(`feedback.state.${it.state}`)}.</strong>{' '}
        {t('feedback.came')} <time dateTime={it.received.dateTime}>{it.received.text}</time>,{' '}
        {t(`feedback.way.${it.how}`)}. {it.caseId && <a href={`/cases/${it.caseId}`}>{t('feedback.case')}</a>}
      </p>
      {it.notMyWorker && <p className="contact-unsafe">{t('feedback.notMyWorker')}</p>}
      {!it.wantsAnswer && it.name && <p>{t('feedback.wantsNone')}</p>}
      <blockquote lang={it.told.code} dir="auto">
        {it.words.split(/\n{2,}/).map((words) => (
          <p key={words}>{words}</p>
        ))}
      </blockquote>
      <Answers it={it} />
      {it.reply ? <ReplyForm it={it} values={values} errors={errors} /> : <p>{t('feedback.cannotAnswer')}</p>}
      <Handling it={it} values={values} errors={errors} />
    </>
  );
}
