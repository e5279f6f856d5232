import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '#accessibility/desk/data-table.tsx';
import { DueBadge } from '#accessibility/desk/due-badge.tsx';
import type { CaseLine } from './case-line.server.ts';

function FirstContactCell({ firstContact }: CaseLine) {
  const { t } = useTranslation();
  const { tried, due, late, fortyEight, why } = firstContact;
  if (tried) return <span className="first-contact">{tried}</span>;
  return (
    <span className="first-contact">
      {t(late ? 'firstContact.wasBy' : 'firstContact.byEndOf')}{' '}
      <time dateTime={due.dateTime}>{due.text}</time>
      <br />
      <span className="hint">
        {t('firstContact.fortyEight')} <time dateTime={fortyEight.dateTime}>{fortyEight.text}</time>. {why}
      </span>
    </span>
  );
}

/** Cases with what is due first. */
export function CaseTable({
  caption,
  cases,
  empty,
}: {
  caption: string;
  cases: CaseLine[];
  empty: ReactNode;
}) {
  const { t } = useTranslation();
  const columns: Column<CaseLine>[] = [
    { header: t('cases.due'), cell: ({ due }) => (due ? <DueBadge {...due} /> : t('dueWord.nothing')) },
    {
      header: t('cases.person'),
      heads: true,
      cell: ({ caseId, name }) => (
        <a href={`/cases/${caseId}`}>
          <bdi>{name}</bdi>
        </a>
      ),
    },
    { header: t('cases.what'), cell: ({ dueWhat }) => t(`dueWhat.${dueWhat}`) },
    { header: t('cases.reference'), cell: ({ reference }) => reference },
    { header: t('cases.firstContact'), cell: (line) => <FirstContactCell {...line} /> },
    { header: t('cases.stage'), cell: ({ stage }) => t(`stage.${stage}`) },
    { header: t('cases.worker'), cell: ({ worker }) => <bdi>{worker}</bdi> },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={cases}
      rowKey={({ caseId }) => caseId}
      empty={empty}
    />
  );
}
