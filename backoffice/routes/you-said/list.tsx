import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { colleagues } from '#casework/staff/store.server.ts';
import { themesOf } from '#casework/theme/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { dayOf } from '../../moments.server.ts';
import { meAtDesk } from '../../who.server.ts';
import { Standing } from '../../you-said/standing.tsx';
import type { Route } from './+types/list';

export const handle: PageHandle = { policy: 'casework', title: 'you_said' };

export function loader({ context }: Route.LoaderArgs) {
  return transactionAs(meAtDesk(context), async (tx) => {
    const names = new Map((await colleagues(tx)).map(({ staffId, firstName }) => [staffId, firstName]));
    const themes = await themesOf(tx);
    return {
      themes: themes.map(({ ownerId, dueOn, ...theme }) => ({
        ...theme,
        owner: names.get(ownerId) ?? null,
        due: dayOf(dueOn),
      })),
    };
  });
}

export default function YouSaid({ loaderData: { themes } }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('youSaid.title')}</h1>
      <p>{t('youSaid.lead')}</p>
      <p>
        <a href="/you-said/new">{t('youSaid.begin')}</a>
      </p>
      <DataTable
        caption={t('youSaid.table')}
        rows={themes}
        rowKey={({ promiseId }) => promiseId}
        empty={<p>{t('youSaid.none')}</p>}
        columns={[
          { header: t('youSaid.column.due'), cell: (it) => <Standing standing={it.standing} due={it.due} /> },
          {
            header: t('youSaid.column.theme'),
            heads: true,
            cell: ({ themeId, title }) => (
              <a href={`/you-said/${themeId}`} dir="auto">
                {title}
              </a>
            ),
          },
          { header: t('youSaid.column.owner'), cell: ({ owner }) => <bdi>{owner}</bdi> },
          { header: t('youSaid.column.source'), cell: ({ source }) => t(`youSaid.source.${source}`) },
          { header: t('youSaid.column.line'), cell: ({ line }) => t(`youSaid.line.${line ?? 'none'}`) },
        ]}
      />
    </>
  );
}
