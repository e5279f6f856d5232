import { useTranslation } from 'react-i18next';
import { TextField } from '#accessibility/fields/text-field.tsx';
import { openCardByCode } from '#casework/invitation/card-code.server.ts';
import { codeForm } from '#casework/sign-in-code/form.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../answer-page.tsx';
import { errorsOf, typedIn } from '../problems.ts';
import { browserOf, signIn } from '../sign-in.server.ts';
import type { Route } from './+types/card-code';

export const handle: PageHandle = { policy: 'anyone', title: 'code', form: answerForm };

const form = codeForm.pick({ code: true });

export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const opened = await openCardByCode({ ...read.value, browserToken: browserOf(request).token });
  if (!opened) return read.again([{ field: 'code', problem: 'portal:code.wrong' }]);
  return signIn(request, opened, opened.firstTime ? 'first_visit' : 'full');
}

export default function CardCode({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  return (
    <AnswerPage
      back="/card/no-word"
      errors={errors}
      title={t('card.codeTitle')}
      lead={<p className="lead">{t('card.codeLead')}</p>}
      submit={t('code.open')}
      after={<NothingArrived />}
    >
      <TextField
        name="code"
        label={t('code.code')}
        errors={errors}
        kind="code"
        value={typedIn(actionData, 'code')}
        autoComplete="one-time-code"
      />
    </AnswerPage>
  );
}

function NothingArrived() {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('card.codeNone')}</p>
      <p>
        <a href="/card/no-word">{t('card.codeAgain')}</a>
      </p>
    </>
  );
}
