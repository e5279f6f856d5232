import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { TextField } from '#accessibility/fields/text-field.tsx';
import { askForCardCode } from '#casework/invitation/card-code.server.ts';
import { serviceContext } from '#web/context.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../answer-page.tsx';
import { errorsOf, typedIn } from '../problems.ts';
import { browserOf, servicesToAsk } from '../sign-in.server.ts';
import { wholeCard } from '../whole-card.server.ts';
import type { Route } from './+types/card-no-word';

export const handle: PageHandle = { policy: 'anyone', title: 'page', form: answerForm };

const form = z.object({ card: wholeCard });

// The same answer whoever's card it is, and whether or not there is one.
export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, form, ['word']);
  if (!read.ok) return read.again;
  const { token, headers } = browserOf(request);
  const serviceIds = await servicesToAsk(context.get(serviceContext));
  await askForCardCode({ ...read.value.card, browserToken: token, serviceIds });
  return redirect('/card/code', { status: 303, headers });
}

export default function CardWithoutWord({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  return (
    <AnswerPage
      back="/card"
      errors={errors}
      title={t('card.noWordTitle')}
      lead={<p className="lead">{t('card.noWordLead')}</p>}
      submit={t('card.noWordSend')}
    >
      <TextField
        name="card"
        label={t('card.code')}
        hint={t('card.codeHint')}
        errors={errors}
        value={typedIn(actionData, 'card')}
        autoComplete="off"
      />
    </AnswerPage>
  );
}
