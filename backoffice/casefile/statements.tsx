import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { NeededBy } from '../statement/needed-by.tsx';
import type { StatementsShown } from './statements.server.ts';

/** What they have said, without a word of it; and the day by which a decision needs it. */
export function Statements({ statements, caseId }: { statements: StatementsShown; caseId: string }) {
  const { t } = useTranslation();
  const { said, needed } = statements;
  return (
    <section aria-labelledby="statements">
      <h2 id="statements">{t('statement.list.title')}</h2>
      <NeededBy needed={needed} caseId={caseId} />
      <DataTable
        caption={t('statement.list.caption')}
        rows={said}
        rowKey={({ statementId }) => statementId}
        empty={<Empty title={t('statement.list.none')} next={t('statement.list.noneNext')} />}
        columns={[
          {
            header: t('statement.list.at'),
            cell: ({ at }) => <time dateTime={at.dateTime}>{at.text}</time>,
          },
          {
            header: t('statement.list.number'),
            heads: true,
            cell: ({ statementId, number }) => (
              <a href={`/statements/${statementId}`}>{t('statement.list.name', { number })}</a>
            ),
          },
          { header: t('statement.list.now'), cell: ({ state }) => t(`statement.state.${state}`) },
          {
            header: t('statement.list.may'),
            cell: ({ audiences }) =>
              audiences.map((one) => t(`statement.audience.${one}`)).join(', ') || t('statement.nobody'),
          },
          {
            header: t('statement.list.opened'),
            cell: ({ readings }) =>
              readings > 0 ? t('statement.list.times', { count: readings }) : t('statement.list.notOpened'),
          },
        ]}
      />
    </section>
  );
}
