import { useTranslation } from 'react-i18next';
import { TextField } from '#accessibility/fields/text-field.tsx';
import { authenticatorForm } from '#casework/authenticator/form.server.ts';
import { signInByAuthenticator } from '#casework/authenticator/store.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../answer-page.tsx';
import { errorsOf, typedIn } from '../problems.ts';
import { signIn } from '../sign-in.server.ts';
import type { Route } from './+types/app-code';

const secret = ['word', 'code'] as const;
export const handle: PageHandle = { policy: 'anyone', title: 'code', form: answerForm, secret };

export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, authenticatorForm, secret);
  if (!read.ok) return read.again;
  const proven = await signInByAuthenticator(read.value);
  if (!proven) return read.again([{ field: 'code', problem: 'portal:appCode.wrong' }]);
  return signIn(request, proven, 'full');
}

export default function AppCode({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  return (
    <AnswerPage back="/come-back" errors={errors} title={t('appCode.title')} submit={t('appCode.open')}>
      <TextField
        name="locator"
        label={t('appCode.locator')}
        hint={t('appCode.locatorHint')}
        errors={errors}
        value={typedIn(actionData, 'locator')}
        autoComplete="off"
      />
      <TextField
        name="word"
        label={t('card.word')}
        hint={t('card.wordHint')}
        errors={errors}
        autoComplete="off"
        secret
      />
      <TextField
        name="code"
        label={t('appCode.code')}
        errors={errors}
        kind="code"
        autoComplete="one-time-code"
      />
    </AnswerPage>
  );
}
