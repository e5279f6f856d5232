import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { caseOfVictim } from '#casework/case/store.server.ts';
import { choicesOf } from '#casework/choice/store.server.ts';
import { holdOf } from '#casework/hold/store.server.ts';
import { updatesOf } from '#casework/update/store.server.ts';
import { localDate } from '#casework/working-day/rules.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { apart } from '../../apart.ts';
import { dateTimeOf, dayInWords } from '../../dates.ts';
import { isSilent, nextNews } from '../../next-news.ts';
import { numbered } from '../../numbered-updates.ts';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/list';

export const handle: PageHandle = { policy: 'signed_in', title: 'updates' };

export async function loader({ context }: Route.LoaderArgs) {
  const me = meIn(context);
  return transactionAs(me, async (tx) => {
    const updates = numbered(await updatesOf(tx, me.victimId));
    const current = await caseOfVictim(tx);
    const by = current?.nextUpdateBy ?? null;
    const next = nextNews({
      silent: isSilent(await choicesOf(tx, me.victimId)),
      held: (await holdOf(tx, me.victimId)).held,
      unread: updates.some(({ firstReadAt }) => firstReadAt === null),
      by,
      today: localDate(new Date()),
    });
    return { updates, by, next, worker: current?.worker ?? '' };
  });
}

export default function Updates({ loaderData: { updates, by, next, worker } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const said = t(next, { day: by ? dayInWords(language, by) : '', name: apart(worker) });
  return (
    <>
      <BackLink href="/home" label={t('frame.back')} />
      <h1>{t('news.title')}</h1>
      {updates.length === 0 ? (
        <Empty title={t('news.none')} next={said} />
      ) : (
        <>
          <p className="lead">{said}</p>
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
