import { useTranslation } from 'react-i18next';
import { data } from 'react-router';
import { ownFeedback, somebodyMayAnswer } from '#casework/feedback/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { dayInWords } from '../../dates.ts';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/done';

export const handle: PageHandle = { policy: 'signed_in', title: 'page' };

export async function loader({ request, context }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams.get('number');
  return transactionAs(meIn(context), async (tx) => {
    const found = (await ownFeedback(tx)).find(({ number }) => String(number) === asked);
    if (!found) throw data(null, { status: 404 });
    return { ...found, anybody: await somebodyMayAnswer(tx, found.feedbackId) };
  });
}

export default function SayDone({ loaderData: told }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { number, wantsAnswer, notMyWorker, anybody, dueAt } = told;
  const whoSees = notMyWorker ? 'say.done.hidden' : 'say.done.worker';
  return (
    <>
      <h1>{t('say.done.title')}</h1>
      {anybody ? (
        <>
          <p className="lead">
            {wantsAnswer
              ? t('say.done.answer', { day: dayInWords(language, dueAt) })
              : t('say.done.noAnswer')}
          </p>
          <p>{t(whoSees)}</p>
        </>
      ) : (
        <p className="lead">{t('say.done.nobody')}</p>
      )}
      <p>
        <a href={`/say/${number}`}>{t('say.done.see')}</a>
      </p>
      <p>
        <a href="/home">{t('done.home')}</a>
      </p>
    </>
  );
}
