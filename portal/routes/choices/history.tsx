import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { choiceHistoryOf, type PastChoice } from '#casework/choice/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { directionOf, endonyms, languages } from '#locales/languages.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { lineOf, questionOf } from '../../choice-words.ts';
import { dateTimeOf, momentInWords } from '../../dates.ts';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/history';

export const handle: PageHandle = { policy: 'signed_in', title: 'choices' };

const aPage = 20;

export async function loader({ request, context }: Route.LoaderArgs) {
  const me = meIn(context);
  const past = await transactionAs(me, (tx) => choiceHistoryOf(tx, me.victimId));
  const page = Math.max(1, Math.trunc(Number(new URL(request.url).searchParams.get('page'))) || 1);
  return {
    past: past.slice((page - 1) * aPage, page * aPage),
    page,
    older: past.length > page * aPage,
  };
}

export default function ChoiceHistory({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { past, page, older } = loaderData;
  return (
    <>
      <BackLink href="/choices" label={t('frame.back')} />
      <h1>{t('history.title')}</h1>
      <p className="lead">{t('history.lead')}</p>
      {past.length === 0 && <Empty title={t('history.none')} next={t('history.noneNext')} />}
      {past.length > 0 && (
        <ol className="choices">
          {past.map((one) => (
            <Entry key={one.id} past={one} />
          ))}
        </ol>
      )}
      {page > 1 && (
        <p>
          <a href={`/choices/history?page=${page - 1}`}>{t('history.newer')}</a>
        </p>
      )}
      {older && (
        <p>
          <a href={`/choices/history?page=${page + 1}`}>{t('history.older')}</a>
        </p>
      )}
    </>
  );
}

function Entry({ past }: { past: PastChoice }) {
  const { t } = useTranslation();
  const { language } = useShell();
  const seen = languages.find((one) => one === past.language);
  return (
    <li className="choice" data-line={lineOf[past.state]}>
      <p className="choice-question">{questionOf(t, past).question}</p>
      <p className="choice-word">{t(`choices.state.${past.state}`)}</p>
      <p className="choice-detail">
        <time dateTime={dateTimeOf(past.at)}>{momentInWords(language, past.at)}</time>
        {` · ${t(`history.how.${past.how}`)}`}
        {past.answeredAs !== 'self' && ` · ${t(`history.as.${past.answeredAs}`)}`}
        {past.afterNo && ` · ${t(`choices.afterNo.${past.afterNo}`)}`}
      </p>
      {past.words && (
        <details className="choice-detail">
          <summary>{t('history.words')}</summary>
          <blockquote className="original" lang={past.language} dir={seen ? directionOf(seen) : 'auto'}>
            {past.words.split('\n').map((line) => (
              <p key={line}>{line}</p>
            ))}
          </blockquote>
          {seen && past.reviewState === 'machine' && (
            <p>{t('history.machine', { language: endonyms[seen] })}</p>
          )}
        </details>
      )}
    </li>
  );
}
