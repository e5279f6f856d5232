import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DueBadge } from '#accessibility/desk/due-badge.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { ownerForm, tagsForm } from '#casework/feedback/form.server.ts';
import { closeFeedback, giveToOwner, tagFeedback } from '#casework/feedback/inbox.server.ts';
import { replyForm } from '#casework/reply/form.server.ts';
import { sendReply } from '#casework/reply/send.server.ts';
import { draftReply } from '#casework/reply/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm, valuesOf } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { Answers } from '../../feedback/answers.tsx';
import { Handling } from '../../feedback/handling.tsx';
import { feedbackShown } from '../../feedback/one.server.ts';
import { ReplyForm } from '../../feedback/reply-form.tsx';
import { unlessAnother } from '../../feedback/unless-another.server.ts';
import { idFrom, notThereAs404 } from '../../not-there.server.ts';
import { errorsOf } from '../../problems.ts';
import { typedIn } from '../../typed.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/one';

export const handle: PageHandle = { policy: 'casework', title: 'feedback_one' };

export function loader({ request, params, context }: Route.LoaderArgs) {
  const id = idFrom(params.id);
  const template = new URL(request.url).searchParams.get('template');
  return notThereAs404(transactionAs(meAtDesk(context), (tx) => feedbackShown(tx, id, template)));
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const [id, me] = [idFrom(params.id), meAtDesk(context)];
  const typed = valuesOf(await request.clone().formData());
  const again = redirect(`/feedback/${id}`, 303);
  switch (typedIn(typed, 'intent')) {
    case 'owner': {
      const form = await readForm({ request, context }, ownerForm);
      if (!form.ok) return form.again;
      const given = transactionAs(me, (tx) => giveToOwner(tx, id, form.value.ownerId));
      return (await unlessAnother(notThereAs404(given)))
        ? again
        : form.again([{ field: 'ownerId', problem: 'feedback.another' }]);
    }
    case 'tags': {
      const form = await readForm({ request, context }, tagsForm);
      if (!form.ok) return form.again;
      await notThereAs404(transactionAs(me, (tx) => tagFeedback(tx, id, form.value.tags)));
      return again;
    }
    case 'close':
      await notThereAs404(transactionAs(me, (tx) => closeFeedback(tx, id)));
      return again;
    case 'send': {
      const replyId = idFrom(typedIn(typed, 'replyId'));
      await notThereAs404(transactionAs(me, (tx) => sendReply(tx, replyId)));
      return again;
    }
    default: {
      const form = await readForm({ request, context }, replyForm);
      if (!form.ok) return form.again;
      const kept = transactionAs(me, (tx) => draftReply(tx, id, form.value));
      return (await unlessAnother(notThereAs404(kept)))
        ? redirect(`/feedback/${id}#draft`, 303)
        : form.again([{ field: 'words', problem: 'feedback.another' }]);
    }
  }
}

export default function Feedback({ loaderData: it, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  return (
    <>
      <h1>
        {t(`feedback.about.${it.about}`)}: <bdi>{it.name ?? t('feedback.anonymous')}</bdi>
      </h1>
      <ErrorSummary title={t('refused.title')} errors={errors} />
      <p>
        {it.due && <DueBadge {...it.due} />} {t(`feedback.state.${it.state}`)}.{' '}
        <time dateTime={it.received.dateTime}>{it.received.text}</time>, {t(`feedback.way.${it.how}`)}.{' '}
        {it.caseId && <a href={`/cases/${it.caseId}`}>{t('feedback.case')}</a>}
      </p>
      {it.notMyWorker && <p className="contact-unsafe">{t('feedback.notMyWorker')}</p>}
      {!it.wantsAnswer && it.name && <p>{t('feedback.wantsNone')}</p>}
      <blockquote lang={it.told.code} dir="auto">
        {it.words.split(/\n{2,}/).map((words) => (
          <p key={words}>{words}</p>
        ))}
      </blockquote>
      <Answers it={it} />
      {it.reply ? (
        <ReplyForm it={it} values={actionData?.values} errors={errors} />
      ) : (
        <p>{t('feedback.cannotAnswer')}</p>
      )}
      <Handling it={it} values={actionData?.values} errors={errors} />
    </>
  );
}
