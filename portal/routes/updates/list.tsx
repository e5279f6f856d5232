import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { caseOfVictim } from '#casework/case/store.server.ts';
import { updatesOf } from '#casework/update/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { dateTimeOf, dayInWords } from '../../dates.ts';
import { numbered } from '../../numbered-updates.ts';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/list';

export const handle: PageHandle = { policy: 'signed_in', title: 'updates' };

export async function loader({ context }: Route.LoaderArgs) {
  const me = meIn(context);
  return transactionAs(me, async (tx) => ({
    updates: numbered(await updatesOf(tx, me.victimId)),
    by: (await caseOfVictim(tx))?.nextUpdateBy ?? null,
  }));
}

export default function Updates({ loaderData: { updates, by } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const next = by ? t('home.new.by', { day: dayInWords(language, by) }) : t('home.new.nothing');
  return (
    <>
      <BackLink href="/home" label={t('frame.back')} />
      <h1>{t('news.title')}</h1>
      {updates.length === 0 ? (
        <Empty title={t('news.none')} next={next} />
      ) : (
        <>
          <p className="lead">{next}</p>
          <ul className="choices">
            {updates.map(({ number, topic, publishedAt, firstReadAt }) => (
              <li key={number}>
                <a href={`/updates/${number}`}>{t(`news.topic.${topic}`)}</a>
                <p className="hint">
                  {publishedAt && (
                    <time dateTime={dateTimeOf(publishedAt)}>{dayInWords(language, publishedAt)}</time>
                  )}
                  {` · ${t(firstReadAt ? 'news.read' : 'news.unread')}`}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href="/choices/updates">{t('news.choose')}</a>
      </p>
    </>
  );
}
