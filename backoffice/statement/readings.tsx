import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import type { StatementShown } from './statement-shown.server.ts';

/** Everyone who has opened someone's words: the same lines that the person sees. */
export function Readings({ readings }: Pick<StatementShown, 'readings'>) {
  const { t } = useTranslation();
  return (
    <section className="no-print" aria-labelledby="readings">
      <h2 id="readings">{t('statement.readings.title')}</h2>
      <DataTable
        caption={t('statement.readings.caption')}
        rows={readings}
        rowKey={({ at, firstName }) => `${at.dateTime} ${firstName}`}
        empty={<Empty title={t('statement.readings.none')} next={t('statement.readings.noneNext')} />}
        columns={[
          {
            header: t('statement.readings.at'),
            cell: ({ at }) => <time dateTime={at.dateTime}>{at.text}</time>,
          },
          {
            header: t('statement.readings.who'),
            heads: true,
            cell: ({ firstName }) => <bdi>{firstName}</bdi>,
          },
          { header: t('statement.readings.role'), cell: ({ role }) => t(`statement.role.${role}`) },
          { header: t('statement.readings.why'), cell: ({ why }) => t(`statement.open.whys.${why}`) },
        ]}
      />
    </section>
  );
}
