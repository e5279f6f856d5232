import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { batchStateOf } from '#casework/batch/rules.ts';
import { batchesOf } from '#casework/batch/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { dayOf, momentOf } from '../../moments.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/list';

export const handle: PageHandle = { policy: 'casework', title: 'several' };

export async function loader({ context }: Route.LoaderArgs) {
  const batches = await transactionAs(meAtDesk(context), batchesOf);
  return batches.map(({ batchId, kind, incident, people, saver, ...it }) => ({
    ...{ batchId, kind, incident, people, saver },
    ...{ on: dayOf(it.happenedOn), saved: momentOf(it.savedAt) },
    state: batchStateOf(it, new Date()),
  }));
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
            cell: ({ batchId, kind, on }) => (
              <a href={`/several/${batchId}`}>
                {t('update.about', { what: t(`update.milestone.${kind}`), date: on.text })}
              </a>
            ),
          },
          { header: t('several.people'), cell: ({ people }) => people, numeric: true },
          { header: t('several.incident'), cell: ({ incident }) => incident },
          {
            header: t('several.by'),
            cell: ({ saver, saved }) => t('several.savedBy', { who: saver, moment: saved.text }),
          },
        ]}
      />
    </>
  );
}
