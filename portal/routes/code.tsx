import { useTranslation } from 'react-i18next';
import { data } from 'react-router';
import { TextField } from '#accessibility/fields/text-field.tsx';
import { codeForm } from '#casework/sign-in-code/form.server.ts';
import { redeemCode } from '#casework/sign-in-code/gate.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../answer-page.tsx';
import { errorsOf, typedIn } from '../problems.ts';
import { browserOf, signInByCode } from '../sign-in.server.ts';
import { WordForm } from '../word-form.tsx';
import type { Route } from './+types/code';

export const handle: PageHandle = { policy: 'anyone', title: 'code', form: answerForm };

const form = codeForm.pick({ code: true });

export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const redeemed = await redeemCode({ ...read.value, browserToken: browserOf(request).token });
  if (redeemed.outcome === 'in') return signInByCode(request, redeemed);
  if (redeemed.outcome === 'no') return read.again([{ field: 'code', problem: 'portal:code.wrong' }]);
  return data({ values: read.values, problems: [], wordNeeded: true });
}

export default function CodePage({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  const code = typedIn(actionData, 'code');
  if (actionData && 'wordNeeded' in actionData) return <WordForm code={code} errors={[]} />;
  return (
    <AnswerPage
      back="/come-back"
      errors={errors}
      title={t('code.title')}
      lead={<p className="lead">{t('code.lead')}</p>}
      submit={t('code.open')}
      after={
        <p>
          <a href="/come-back">{t('code.again')}</a>
        </p>
      }
    >
      <TextField
        name="code"
        label={t('code.code')}
        errors={errors}
        kind="code"
        value={code}
        autoComplete="one-time-code"
      />
    </AnswerPage>
  );
}
