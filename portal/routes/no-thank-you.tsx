import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { TextField } from '#accessibility/fields/text-field.tsx';
import { refuseByCard } from '#casework/invitation/gate.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../answer-page.tsx';
import { askedHere } from '../asked.server.ts';
import { EnglishBeside } from '../english-beside.tsx';
import { errorsOf, typedIn } from '../problems.ts';
import { wholeCard } from '../whole-card.server.ts';
import type { Route } from './+types/no-thank-you';

export const handle: PageHandle = { policy: 'anyone', title: 'page', form: answerForm, exact: true };

const wordsOf = (t: TFunction) => [t('noThanks.title'), t('noThanks.lead'), t('noThanks.say')];

const form = z.object({ card: wholeCard });

export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const { language, words } = askedHere(context, 'portal.noThanks', wordsOf);
  await refuseByCard({ ...read.value.card, language, words });
  return redirect('/no-thank-you/done', 303);
}

export default function NoThankYou({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  return (
    <AnswerPage
      back="/"
      errors={errors}
      title={t('noThanks.title')}
      lead={<Lead />}
      submit={t('noThanks.say')}
      after={<p>{t('noThanks.noCard')}</p>}
    >
      <TextField
        name="card"
        label={t('noThanks.code')}
        hint={t('card.codeHint')}
        errors={errors}
        value={typedIn(actionData, 'card')}
        autoComplete="off"
      />
    </AnswerPage>
  );
}

function Lead() {
  const { t } = useTranslation();
  return (
    <>
      <p className="lead">{t('noThanks.lead')}</p>
      <EnglishBeside folded say={wordsOf} />
    </>
  );
}
