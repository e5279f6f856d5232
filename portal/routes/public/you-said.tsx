import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import type { Standing } from '#casework/promise/rules.ts';
import { linesIn } from '#casework/public-line/published.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { languageShown } from '../../language-shown.server.ts';
import { linesHere } from '../../you-said/here.server.ts';
import { PublicLine } from '../../you-said/public-line.tsx';
import type { Route } from './+types/you-said';

export const handle: PageHandle = { policy: 'public', title: 'information' };

// What is late first: whoever looks for it should not have to look for it.
const order: readonly Standing[] = ['not_done_yet', 'promised', 'done', 'will_not'];
const aPage = 12;

export async function loader({ request, context }: Route.LoaderArgs) {
  const page = Math.max(1, Number(new URL(request.url).searchParams.get('page')) || 1);
  const all = linesIn(await linesHere(context), languageShown(context));
  const sorted = order.flatMap((standing) => all.filter((line) => line.standing === standing));
  const lines = sorted.slice((page - 1) * aPage, page * aPage);
  return { page, lines, more: sorted.length > page * aPage };
}

export default function YouSaid({ loaderData: { page, lines, more } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href="/public" label={t('frame.back')} />
      <h1>{t('youSaid.title')}</h1>
      <p className="lead">{t('youSaid.lead')}</p>
      <p>{t('youSaid.how')}</p>
      {lines.length === 0 && <Empty title={t('youSaid.none')} next={t('youSaid.noneNext')} />}
      {order.map((standing) => {
        const these = lines.filter((line) => line.standing === standing);
        return (
          these.length > 0 && (
            <section key={standing}>
              <h2>{t(`youSaid.group.${standing}`)}</h2>
              {these.map((line) => (
                <PublicLine key={line.lineId} line={line} />
              ))}
            </section>
          )
        );
      })}
      <ul className="choices">
        {page > 1 && (
          <li>
            <a href={`/public/you-said?page=${page - 1}`}>{t('youSaid.newer')}</a>
          </li>
        )}
        {more && (
          <li>
            <a href={`/public/you-said?page=${page + 1}`}>{t('youSaid.older')}</a>
          </li>
        )}
        <li>
          <a href="/public/you-said.atom">{t('youSaid.feed')}</a>
        </li>
        <li>
          <a href="/public/you-said.csv">{t('youSaid.table')}</a>
        </li>
      </ul>
    </>
  );
}
