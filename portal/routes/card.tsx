import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { Button } from '#accessibility/fields/button.tsx';
import { TextField } from '#accessibility/fields/text-field.tsx';
import { word } from '#casework/invitation/form.server.ts';
import { openCard } from '#casework/invitation/gate.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { AnswerPage, answerForm } from '../answer-page.tsx';
import { errorsOf, typedIn } from '../problems.ts';
import { signIn } from '../sign-in.server.ts';
import { wholeCard } from '../whole-card.server.ts';
import type { Route } from './+types/card';

const secret = ['word'] as const;
export const handle: PageHandle = { policy: 'anyone', title: 'page', form: answerForm, secret };

const form = z.object({ card: wholeCard, word });

export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, form, secret);
  if (!read.ok) return read.again;
  const { card, word } = read.value;
  const opened = await openCard({ ...card, word });
  if (!opened) return read.again([{ field: 'card', problem: 'portal:card.wrong' }]);
  return signIn(request, opened, opened.firstTime ? 'first_visit' : 'full');
}

export default function CardPage({ actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const errors = errorsOf(t, actionData);
  return (
    <AnswerPage
      back="/before"
      errors={errors}
      title={t('card.title')}
      submit={t('card.open')}
      other={<NoWord />}
      after={<Others />}
    >
      <TextField
        name="card"
        label={t('card.code')}
        hint={t('card.codeHint')}
        errors={errors}
        value={typedIn(actionData, 'card')}
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
    </AnswerPage>
  );
}

// What stands in the field of the card goes along, so that nobody types it twice.
function NoWord() {
  const { t } = useTranslation();
  return (
    <p>
      <Button kind="quiet" formAction="/card/no-word">
        {t('card.noWord')}
      </Button>
    </p>
  );
}

function Others() {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('card.others')}</h2>
      <ul>
        <li>
          <a href="/come-back">{t('card.comeBack')}</a>
        </li>
        <li>
          <a href="/no-thank-you">{t('card.no')}</a>
        </li>
      </ul>
    </>
  );
}
