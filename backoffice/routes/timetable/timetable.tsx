import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { DueBadge } from '#accessibility/desk/due-badge.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import type { Moment } from '../../moments.server.ts';
import { type RunShown, runsShown } from '../../timetable/runs.server.ts';
import { stillShown } from '../../timetable/still.server.ts';
import { Still } from '../../timetable/still.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/timetable';

export const handle: PageHandle = { policy: 'oversight', title: 'timetable' };

export async function loader({ context }: Route.LoaderArgs) {
  return transactionAs(meAtDesk(context), async (tx) => ({
    still: await stillShown(tx),
    runs: await runsShown(tx),
  }));
}

function When({ at }: { at: Moment | null }) {
  const { t } = useTranslation();
  return at ? <time dateTime={at.dateTime}>{at.text}</time> : t('timetable.never');
}

function Next({ next, overdue }: Pick<RunShown, 'next' | 'overdue'>) {
  const { t } = useTranslation();
  if (!next || !overdue) return <When at={next} />;
  return (
    <DueBadge state="overdue" word={t('timetable.overdue', { at: next.text })} dateTime={next.dateTime} />
  );
}

function Went({ went }: Pick<RunShown, 'went'>) {
  const { t } = useTranslation();
  return went.how === 'some'
    ? t('timetable.went.some', { count: went.count })
    : t(`timetable.went.${went.how}`);
}

export default function Timetable({ loaderData: { still, runs } }: Route.ComponentProps) {
  const { t } = useTranslation();
  const late = runs.filter(({ overdue }) => overdue).length;
  return (
    <>
      <h1>{t('timetable.title')}</h1>
      <p>{t('timetable.intro')}</p>
      <Still still={still} />
      {late > 0 && (
        <Notice tone="caution" level={2} title={t('timetable.lateTitle', { count: late })}>
          <p>{t('timetable.lateBody')}</p>
        </Notice>
      )}
      <DataTable
        caption={t('timetable.caption')}
        rows={runs}
        rowKey={({ name }) => name}
        empty={null}
        columns={[
          {
            header: t('timetable.what'),
            heads: true,
            cell: ({ name }) => (
              <>
                {t(`timetable.run.${name}.name`)}
                <br />
                <small>{t(`timetable.run.${name}.does`)}</small>
              </>
            ),
          },
          { header: t('timetable.last'), cell: ({ last }) => <When at={last} /> },
          { header: t('timetable.outcome'), cell: (run) => <Went {...run} /> },
          { header: t('timetable.next'), cell: (run) => <Next {...run} /> },
        ]}
      />
    </>
  );
}
