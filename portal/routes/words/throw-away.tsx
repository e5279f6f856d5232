import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button, ButtonLink, Buttons } from '#accessibility/fields/button.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { clearDraft } from '#casework/statement/draft.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { answerForm } from '../../answer-page.tsx';
import { meIn } from '../../who.server.ts';
import { wordsPath } from '../../words/paths.ts';
import { writingIn } from '../../words/writing.server.ts';
import type { Route } from './+types/throw-away';

export const handle: PageHandle = { policy: 'signed_in', title: 'letter', form: answerForm };

export async function loader({ request, context }: Route.LoaderArgs) {
  const { about } = await transactionAs(meIn(context), (tx) => writingIn(tx, request));
  return { about };
}

export async function action({ request, context }: Route.ActionArgs) {
  const read = await readForm({ request, context }, z.object({}));
  if (!read.ok) return read.again;
  const about = await transactionAs(meIn(context), async (tx) => {
    const writing = await writingIn(tx, request);
    if (writing.draft) await clearDraft(tx, writing.draft.draftId);
    return writing.about;
  });
  return redirect(wordsPath('', about), 303);
}

/** A draft that is not wanted any more, gone for good. */
export default function ThrowAway({ loaderData: { about } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href={wordsPath('', about)} label={t('frame.back')} />
      <h1>{t('words.throwAway.title')}</h1>
      <p className="lead">{t('words.throwAway.body')}</p>
      <AnswerForm id={answerForm}>
        <Buttons>
          <Button kind="quiet">{t('words.throwAway.yes')}</Button>
          <ButtonLink kind="quiet" href={wordsPath('', about)}>
            {t('words.throwAway.no')}
          </ButtonLink>
        </Buttons>
      </AnswerForm>
    </>
  );
}
