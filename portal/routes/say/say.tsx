import { randomUUID } from 'node:crypto';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { Checkboxes } from '#accessibility/fields/checkboxes.tsx';
import { Radios } from '#accessibility/fields/radios.tsx';
import { TextArea } from '#accessibility/fields/text-area.tsx';
import { sayForm } from '#casework/feedback/form.server.ts';
import { feedbackSubjects, usualDays } from '#casework/feedback/rules.ts';
import { giveFeedback, ownFeedback, somebodyButMyWorker } from '#casework/feedback/store.server.ts';
import { policyInDays } from '#casework/service/policy.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { languageContext } from '#web/context.server.ts';
import { readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../../answer-page.tsx';
import { keptFor } from '../../kept.server.ts';
import { errorsOf, typedIn } from '../../problems.ts';
import { ToldBefore } from '../../say/told-before.tsx';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/say';

export const handle: PageHandle = { policy: 'signed_in', title: 'page', form: answerForm };

export async function loader({ request, context }: Route.LoaderArgs) {
  return transactionAs(meIn(context), async (tx) => ({
    key: randomUUID(),
    kept: await keptFor(tx, request),
    days: await policyInDays(tx, 'feedback_days', usualDays),
    told: await ownFeedback(tx),
    anybodyElse: await somebodyButMyWorker(tx),
  }));
}

const form = sayForm.extend({ key: z.uuid() });

export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const { key, ...said } = read.value;
  const language = context.get(languageContext);
  const goTo = await transactionAs(meIn(context), (tx) =>
    once(tx, key, async () => {
      await giveFeedback(tx, randomUUID(), { ...said, language });
      const [last] = await ownFeedback(tx);
      return `/say/done?number=${last?.number}`;
    }),
  );
  return redirect(goTo, 303);
}

export default function Say({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { key, kept, days, told, anybodyElse } = loaderData;
  const again = actionData ?? kept;
  const errors = errorsOf(t, actionData);
  return (
    <AnswerPage
      back="/home"
      errors={errors}
      title={t('say.title')}
      hidden={{ key: typedIn(again, 'key') ?? key }}
      submit={t('say.send')}
      lead={
        <>
          <p className="lead">{t('say.lead')}</p>
          <p>
            {t('say.unsafe')} <a href="/unsafe">{t('help.unsafe')}</a>
          </p>
        </>
      }
      after={<ToldBefore told={told} />}
    >
      <Radios
        name="about"
        legend={t('say.about.question')}
        level={2}
        errors={errors}
        options={feedbackSubjects.map((value) => ({ value, label: t(`say.about.${value}`) }))}
        value={typedIn(again, 'about')}
      />
      <TextArea
        name="words"
        label={t('say.words.label')}
        level={2}
        hint={`${t('say.words.hint')} ${t('say.words.longest')}`}
        errors={errors}
        value={typedIn(again, 'words')}
        rows={8}
      />
      <Checkboxes
        name="notMyWorker"
        legend={t('say.notMyWorker.legend')}
        level={2}
        errors={errors}
        options={[
          {
            value: 'yes',
            label: t('say.notMyWorker.label'),
            hint: t(anybodyElse ? 'say.notMyWorker.hint' : 'say.notMyWorker.nobody'),
          },
        ]}
        values={[again?.values.notMyWorker ?? []].flat()}
      />
      <Radios
        name="wantsAnswer"
        legend={t('say.wants.question')}
        level={2}
        hint={t('say.wants.hint', { days })}
        errors={errors}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`say.wants.${value}`) }))}
        value={typedIn(again, 'wantsAnswer')}
      />
    </AnswerPage>
  );
}
