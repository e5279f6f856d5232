import { useTranslation } from 'react-i18next';
import { SummaryList } from '#accessibility/paper/summary-list.tsx';
import type { StatementShown } from './statement-shown.server.ts';

/** What is known of someone's words without one of them: how they came, how they stand, and who may hear them. */
export function StatementFacts({ statement }: { statement: StatementShown }) {
  const { t } = useTranslation();
  const { state, kind, capacity, how, came, takenBy, language, count, audiences, used, confirmedHow } =
    statement;
  const may = audiences.map((one) => t(`statement.audience.${one}`)).join(', ');
  const spokenBy = capacity === 'self' ? '' : `, ${t(`statement.as.${capacity}`)}`;
  const confirmed = confirmedHow ? `. ${t(`statement.confirmed.${confirmedHow}`)}` : '';
  return (
    <SummaryList
      rows={[
        { term: t('statement.term.state'), value: t(`statement.state.${state}`) + confirmed },
        { term: t('statement.term.kind'), value: t(`statement.kind.${kind}`) },
        {
          term: t('statement.term.came'),
          value: t(`statement.came.${how}`, { name: takenBy, moment: came }) + spokenBy,
        },
        { term: t('statement.term.language'), value: language },
        { term: t('statement.term.count'), value: String(count) },
        { term: t('statement.term.may'), value: may || t('statement.nobody') },
        {
          term: t('statement.term.used'),
          value: used ? t('statement.usedYes', { moment: used }) : t('statement.usedNo'),
        },
      ]}
    />
  );
}
