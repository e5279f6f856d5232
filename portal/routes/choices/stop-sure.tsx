import { randomUUID } from 'node:crypto';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { z } from 'zod';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button, ButtonLink, Buttons } from '#accessibility/fields/button.tsx';
import { ErrorSummary } from '#accessibility/fields/error-summary.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { withdrawEverything } from '#casework/choice/store.server.ts';
import { copiesOut } from '#casework/extract/recall.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { answerForm } from '../../answer-page.tsx';
import { askedHere } from '../../asked.server.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { errorsOf } from '../../problems.ts';
import { stoppedQuery } from '../../what-stopped.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/stop-sure';

export const handle: PageHandle = { policy: 'signed_in', title: 'choices', form: answerForm, exact: true };

export const loader = () => ({ key: randomUUID() });

const wordsOf = (t: TFunction) => [t('stop.sure.title'), t('stop.sure.body')];
const form = z.object({ key: z.uuid() });

export async function action({ request, context }: Route.ActionArgs) {
  const me = meIn(context);
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const asked = askedHere(context, 'stop.sure', wordsOf);
  const goTo = await transactionAs(me, (tx) =>
    once(tx, read.value.key, async () => {
      const stopped = await withdrawEverything(tx, me.victimId, asked);
      return `/choices/stopped?${stoppedQuery(stopped)}&copies=${await copiesOut(tx)}`;
    }),
  );
  return redirect(goTo, 303);
}

/** The second of two steps: one press, and it is done. */
export default function StopSure({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href="/choices/stop" label={t('frame.back')} />
      <ErrorSummary title={t('errors.title')} errors={errorsOf(t, actionData)} />
      <h1>{t('stop.sure.title')}</h1>
      <p className="lead">{t('stop.sure.body')}</p>
      <EnglishBeside say={wordsOf} />
      <AnswerForm id={answerForm}>
        <input type="hidden" name="key" value={loaderData.key} />
        <Buttons>
          <Button kind="quiet">{t('stop.sure.yes')}</Button>
          <ButtonLink kind="quiet" href="/choices">
            {t('stop.instead')}
          </ButtonLink>
        </Buttons>
      </AnswerForm>
    </>
  );
}
