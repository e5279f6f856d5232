import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { TextField } from '#accessibility/fields/text-field.tsx';
import { codeRequestForm } from '#casework/sign-in-code/form.server.ts';
import { requestCode } from '#casework/sign-in-code/store.server.ts';
import { serviceContext } from '#web/context.server.ts';
import { cookieNames, cookieOf } from '#web/cookies.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../answer-page.tsx';
import { errorsOf, typedIn } from '../problems.ts';
import { browserOf, servicesToAsk } from '../sign-in.server.ts';
import type { Route } from './+types/come-back';

export const handle: PageHandle = { policy: 'anyone', title: 'page', form: answerForm };

export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, codeRequestForm);
  if (!read.ok) return read.again;
  const { token, headers } = browserOf(request);
  const serviceIds = await servicesToAsk(context.get(serviceContext));
  const knownToken = cookieOf(request, cookieNames.known);
  await requestCode({ ...read.value.contact, serviceIds, browserToken: token, knownToken });
  return redirect('/code', { status: 303, headers });
}

export default function ComeBack({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  return (
    <AnswerPage
      back="/"
      errors={errors}
      title={t('comeBack.title')}
      submit={t('comeBack.send')}
      after={<OtherWays />}
    >
      <TextField
        name="contact"
        label={t('comeBack.contact')}
        hint={t('comeBack.hint')}
        errors={errors}
        value={typedIn(actionData, 'contact')}
        autoComplete="off"
      />
    </AnswerPage>
  );
}

function OtherWays() {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('comeBack.other')}</h2>
      <ul>
        <li>
          <a href="/card">{t('comeBack.card')}</a>
        </li>
        <li>
          <a href="/app-code">{t('comeBack.app')}</a>
        </li>
      </ul>
    </>
  );
}
