import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { data, redirect } from 'react-router';
import { z } from 'zod';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button, ButtonLink, Buttons } from '#accessibility/fields/button.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { statementsOf } from '#casework/statement/own.server.ts';
import { mayBeWithdrawn } from '#casework/statement/rules.ts';
import { withdrawStatement } from '#casework/statement/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { answerForm } from '../../answer-page.tsx';
import { EnglishBeside } from '../../english-beside.tsx';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/withdraw';

export const handle: PageHandle = { policy: 'signed_in', title: 'letter', form: answerForm };

export async function loader({ context, params }: Route.LoaderArgs) {
  const all = await transactionAs(meIn(context), statementsOf);
  const found = all.find(({ number }) => String(number) === params.number);
  if (!found) throw data(null, { status: 404 });
  if (!mayBeWithdrawn(found)) throw redirect(`/words/${params.number}`, 303);
  return { number: found.number };
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const read = await readForm({ request, context }, z.object({}));
  if (!read.ok) return read.again;
  await transactionAs(meIn(context), async (tx) => {
    const found = (await statementsOf(tx)).find(({ number }) => String(number) === params.number);
    if (found && mayBeWithdrawn(found)) await withdrawStatement(tx, found.statementId);
  });
  return redirect(`/words/${params.number}`, 303);
}

const wordsOf = (t: TFunction) => [t('words.withdraw.title'), t('words.withdraw.body')];

/** Taking it back, or not: one press, and both are the same size. */
export default function Withdraw({ loaderData: { number } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href={`/words/${number}`} label={t('frame.back')} />
      <h1>{t('words.withdraw.title')}</h1>
      <p className="lead">{t('words.withdraw.body')}</p>
      <EnglishBeside say={wordsOf} />
      <AnswerForm id={answerForm}>
        <Buttons>
          <Button kind="quiet">{t('words.withdraw.yes')}</Button>
          <ButtonLink kind="quiet" href={`/words/${number}`}>
            {t('words.withdraw.no')}
          </ButtonLink>
        </Buttons>
      </AnswerForm>
    </>
  );
}
