import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import type { WayAskedAgain } from '#casework/start-again/rules.ts';
import type { Moment } from '../moments.server.ts';

export type EarlierShown = {
  id: string;
  askedHow: WayAskedAgain;
  stoppedAt: Moment;
  startedAt: Moment;
  by: string | null;
};

/** Each time messages to a number or address were started again, with who noted it and how they were asked. */
export function Earlier({ earlier }: { earlier: readonly EarlierShown[] }) {
  const { t } = useTranslation();
  const time = ({ text, dateTime }: Moment) => <time dateTime={dateTime}>{text}</time>;
  return (
    <DataTable
      caption={t('startAgain.earlier')}
      rows={earlier}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        { header: t('startAgain.col.started'), cell: ({ startedAt }) => time(startedAt), heads: true },
        { header: t('startAgain.col.stopped'), cell: ({ stoppedAt }) => time(stoppedAt) },
        { header: t('startAgain.col.how'), cell: ({ askedHow }) => t(`startAgain.ways.${askedHow}`) },
        { header: t('startAgain.col.who'), cell: ({ by }) => <bdi>{by ?? t('startAgain.nobody')}</bdi> },
      ]}
    />
  );
}
