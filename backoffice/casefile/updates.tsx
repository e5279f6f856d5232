import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import type { UpdatesShown } from './updates.server.ts';

/** What they were told, and what still waits for a call. */
export function Updates({ updates, caseId }: { updates: UpdatesShown; caseId: string }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="updates">
      <h2 id="updates">{t('told.title')}</h2>
      <DataTable
        caption={t('told.caption')}
        rows={updates}
        rowKey={({ updateId }) => updateId}
        empty={<Empty title={t('told.none')} next={t('told.noneNext')} />}
        columns={[
          { header: t('told.at'), cell: ({ at }) => <time dateTime={at.dateTime}>{at.text}</time> },
          {
            header: t('told.about'),
            heads: true,
            cell: ({ updateId, topic }) => (
              <a href={`/cases/${caseId}/update/${updateId}`}>{t(`update.topics.${topic}`)}</a>
            ),
          },
          { header: t('told.now'), cell: ({ state }) => t(`told.state.${state}`) },
          {
            header: t('told.read'),
            cell: ({ read }) =>
              read ? <time dateTime={read.dateTime}>{read.text}</time> : t('told.notRead'),
          },
        ]}
      />
    </section>
  );
}
