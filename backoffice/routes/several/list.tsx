import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { batchStateOf } from '#casework/batch/rules.ts';
import { shutBatches } from '#casework/batch/shut.server.ts';
import { batchesOf } from '#casework/batch/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { dayOf, momentOf } from '../../moments.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/list';

export const handle: PageHandle = { policy: 'casework', title: 'several' };

export async function loader({ context }: Route.LoaderArgs) {
  const now = new Date();
  const [batches, shut] = await transactionAs(meAtDesk(context), async (tx) => [
    await batchesOf(tx),
    await shutBatches(tx, now),
  ]);
  const open = batches.map(({ batchId, kind, incident, people, saver, savedAt, ...it }) => ({
    ...{ batchId, saver, savedAt, saved: momentOf(savedAt), state: batchStateOf({ ...it, savedAt }, now) },
    news: { kind, incident, people, on: dayOf(it.happenedOn) },
  }));
  const closed = shut.map(({ batchId, saver, savedAt, state }) => ({
    ...{ batchId, saver, savedAt, saved: momentOf(savedAt), state, news: null },
  }));
  return [...open, ...closed].sort((a, b) => b.savedAt.getTime() - a.savedAt.getTime());
}

export default function Several({ loaderData: batches }: Route.ComponentProps) {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('several.title')}</h1>
      <p>{t('several.lead')}</p>
      <DataTable
        caption={t('several.caption')}
        rows={batches}
        rowKey={({ batchId }) => batchId}
        empty={<Empty title={t('several.empty')} next={t('several.emptyNext')} />}
        columns={[
          { header: t('several.state'), cell: ({ state }) => t(`several.states.${state}`) },
          {
            header: t('several.what'),
            heads: true,
            cell: ({ batchId, news }) => (
              <a href={`/several/${batchId}`}>
                {news
                  ? t('update.about', { what: t(`update.milestone.${news.kind}`), date: news.on.text })
                  : t('several.shutToYou')}
              </a>
            ),
          },
          { header: t('several.people'), cell: ({ news }) => news?.people, numeric: true },
          { header: t('several.incident'), cell: ({ news }) => news?.incident },
          {
            header: t('several.by'),
            cell: ({ saver, saved }) => t('several.savedBy', { who: saver, moment: saved.text }),
          },
        ]}
      />
    </>
  );
}
