import { randomUUID } from 'node:crypto';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { Radios } from '#accessibility/fields/radios.tsx';
import { TextArea } from '#accessibility/fields/text-area.tsx';
import { anonymousForm } from '#casework/feedback/form.server.ts';
import { feedbackSubjects } from '#casework/feedback/rules.ts';
import { giveAnonymously } from '#casework/feedback/store.server.ts';
import { asVisitor } from '#db/transaction.server.ts';
import { languageContext, serviceContext } from '#web/context.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { errorsOf, typedIn } from '../../problems.ts';
import type { Route } from './+types/say';

export const handle: PageHandle = { policy: 'anyone', title: 'information', form: answerForm };

export function loader({ request, context }: Route.LoaderArgs) {
  const done = new URL(request.url).searchParams.has('done');
  return { key: randomUUID(), here: context.get(serviceContext) !== null, done };
}

const form = anonymousForm.extend({ key: z.uuid() });

/** Asks nothing of the session, even of somebody who is signed in: what is sent here has no name. */
export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const { key, ...said } = read.value;
  const service = context.get(serviceContext);
  const language = context.get(languageContext);
  const taken =
    service && (await asVisitor(service.id, (tx) => giveAnonymously(tx, key, { ...said, language })));
  return taken
    ? redirect('/public/say?done', 303)
    : read.again([{ field: 'words', problem: 'feedback.tooMany' }]);
}

const subjects = feedbackSubjects.filter((one) => one !== 'safety');

export default function PublicSay({ loaderData: { key, here, done }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  if (!here || (done && !actionData))
    return (
      <>
        <h1>{t(here ? 'say.public.done' : 'say.public.title')}</h1>
        <p className="lead">{t(here ? 'say.public.doneNext' : 'say.public.noService')}</p>
        <p>
          <a href="/public">{t('public.title')}</a>
        </p>
      </>
    );
  return (
    <AnswerPage
      back="/public"
      errors={errors}
      title={t('say.public.title')}
      hidden={{ key: typedIn(actionData, 'key') ?? key }}
      submit={t('say.public.send')}
      forgotten
      lead={
        <>
          <p className="lead">{t('say.public.lead')}</p>
          <p>
            <a href="/">{t('say.public.answer')}</a>
          </p>
        </>
      }
    >
      <Radios
        name="about"
        legend={t('say.about.question')}
        level={2}
        errors={errors}
        options={subjects.map((value) => ({ value, label: t(`say.about.${value}`) }))}
        value={typedIn(actionData, 'about')}
      />
      <TextArea
        name="words"
        label={t('say.words.label')}
        level={2}
        hint={`${t('say.public.hint')} ${t('say.words.longest')}`}
        errors={errors}
        value={typedIn(actionData, 'words')}
        rows={8}
      />
    </AnswerPage>
  );
}
