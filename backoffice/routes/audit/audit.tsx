import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { auditVerdict, newestAuditEntries } from '#casework/audit/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { momentOf } from '../../moments.server.ts';
import { stillShown } from '../../timetable/still.server.ts';
import { Still } from '../../timetable/still.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/audit';

export const handle: PageHandle = { policy: 'auditor', title: 'audit' };

const newest = 50;

export async function loader({ context }: Route.LoaderArgs) {
  const { verdict, lines, still } = await transactionAs(meAtDesk(context), async (tx) => ({
    verdict: await auditVerdict(tx),
    lines: await newestAuditEntries(tx, newest),
    still: await stillShown(tx),
  }));
  return { verdict, still, lines: lines.map(({ at, ...line }) => ({ ...line, at: momentOf(at) })) };
}

export default function Audit({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { verdict, lines, still } = loaderData;
  const whole = verdict.brokenAt === null;
  return (
    <>
      <h1>{t('audit.title')}</h1>
      <Still still={still} />
      <Notice
        tone={whole ? 'told' : 'caution'}
        level={2}
        title={
          whole ? t('audit.whole', { count: verdict.entries }) : t('audit.broken', { at: verdict.brokenAt })
        }
      >
        <p>{t(whole ? 'audit.wholeMeans' : 'audit.brokenMeans')}</p>
        <p>
          {t('audit.head')} <code>{verdict.head}</code>
        </p>
      </Notice>
      <DataTable
        caption={t('audit.newest', { count: lines.length })}
        rows={lines}
        rowKey={({ sequence }) => `${sequence}`}
        empty={<Empty title={t('audit.none')} next={t('audit.noneNext')} />}
        columns={[
          { header: t('audit.number'), heads: true, numeric: true, cell: ({ sequence }) => sequence },
          { header: t('audit.at'), cell: ({ at }) => <time dateTime={at.dateTime}>{at.text}</time> },
          {
            header: t('audit.who'),
            cell: ({ who, actorRole }) =>
              who && actorRole !== 'deputy' ? (
                <bdi>{who}</bdi>
              ) : (
                t(`audit.role.${actorRole}`, { defaultValue: actorRole, who })
              ),
          },
          {
            header: t('audit.action'),
            cell: ({ action }) => t(`audit.did.${action}`, { defaultValue: action }),
          },
          { header: t('audit.subject'), cell: ({ subjectId }) => <code>{subjectId?.slice(0, 8)}</code> },
        ]}
      />
    </>
  );
}
