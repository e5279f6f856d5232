import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import type { OneShown } from './one.server.ts';

/** Everybody who is not told with the others, each with the reason; of those whose case is shut, only how many. */
export function LeftOut({ one }: { one: OneShown }) {
  const { t } = useTranslation();
  const { leftOut, moreLeftOut, shut } = one;
  return (
    <section>
      <h2>{t('several.leftOut')}</h2>
      <DataTable
        caption={t('several.leftOutCaption')}
        rows={leftOut}
        rowKey={({ caseId }) => caseId}
        empty={<Empty title={t('several.nobodyLeftOut')} next={t('several.nobodyLeftOutNext')} />}
        columns={[
          {
            header: t('several.who'),
            heads: true,
            cell: ({ caseId, name }) => (
              <a href={`/cases/${caseId}`}>
                <bdi>{name}</bdi>
              </a>
            ),
          },
          { header: t('message.case'), cell: ({ reference }) => reference },
          {
            header: t('several.reason'),
            cell: ({ why, since }) => (
              <>
                {t(`several.why.${why}`)} {since && t('several.since')}
              </>
            ),
          },
        ]}
      />
      {moreLeftOut && <p>{t('several.moreLeftOut', { shown: leftOut.length })}</p>}
      {shut.map(({ why, people }) => (
        <p key={why}>{t(`several.shut.${why}`, { count: people })}</p>
      ))}
    </section>
  );
}
