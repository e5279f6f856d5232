import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import { DueBadge } from '#accessibility/desk/due-badge.tsx';
import { LinkTabs } from '#accessibility/desk/link-tabs.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { CaseTable } from '../../case-list/case-table.tsx';
import { isMine } from '../../case-list/whose.server.ts';
import { stateWords } from '../../message/state-words.ts';
import { type PauseShown, pauseShown } from '../../sending/pause.server.ts';
import { Paused } from '../../sending/paused.tsx';
import { type StillShown, stillShown } from '../../timetable/still.server.ts';
import { Still } from '../../timetable/still.tsx';
import { Promised } from '../../today/promised.tsx';
import { SeveralUnderWay } from '../../today/several-under-way.tsx';
import { ToAnswer } from '../../today/to-answer.tsx';
import { todayOf } from '../../today/today.server.ts';
import { Unread } from '../../today/unread.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/due';

export const handle: PageHandle = { policy: 'any_staff', title: 'due' };

export async function loader({ request, context }: Route.LoaderArgs) {
  const me = meAtDesk(context);
  if (me.role === 'auditor') throw redirect('/audit', 303);
  return transactionAs(me, async (tx) => ({
    still: await stillShown(tx),
    pause: await pauseShown(tx),
    today: me.role === 'reporter' ? null : await todayOf(tx, isMine(request, me)),
  }));
}

type Today = NonNullable<Route.ComponentProps['loaderData']['today']>;

const allOf = (mine: boolean) => `/cases?whose=${mine ? 'mine' : 'everyone'}`;

function Concerns({ concerns }: Pick<Today, 'concerns'>) {
  const { t } = useTranslation();
  if (concerns.length === 0) return null;
  return (
    <Notice tone="caution" level={2} title={t('due.concerns', { count: concerns.length })}>
      <ul className="plain">
        {concerns.map(({ concernId, name, at }) => (
          <li key={concernId}>
            <a href={`/concerns/${concernId}`}>
              <bdi>{name}</bdi>, <time dateTime={at.dateTime}>{at.text}</time>
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Tasks({ tasks, more }: Pick<Today, 'tasks' | 'more'>) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t('due.tasks')}</h2>
      {tasks.length === 0 && <Empty title={t('due.noTasks')} next={t('due.noTasksNext')} />}
      <ul className="plain">
        {tasks.map(({ taskId, kind, name, due }) => (
          <li key={taskId}>
            {due && <DueBadge {...due} />}{' '}
            <a href={`/tasks/${taskId}`}>
              {t(`task.kind.${kind}`)}: <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
      {more.tasks && <p>{t('due.moreTasks', { shown: tasks.length })}</p>}
    </section>
  );
}

function Held({ leaks, more }: Pick<Today, 'leaks' | 'more'>) {
  const { t } = useTranslation();
  if (leaks.length === 0) return null;
  return (
    <section>
      <h2>{t('leak.waiting')}</h2>
      <ul className="plain">
        {leaks.map(({ leakId, what, subjectKind, due }) => (
          <li key={leakId}>
            {due && <DueBadge {...due} />}{' '}
            <a href={`/leaks/${leakId}`}>
              {t(`leak.todo.${what}`)}: {t(`leak.subject.${subjectKind}`)}
            </a>
          </li>
        ))}
      </ul>
      {more.leaks && <p>{t('leak.more', { shown: leaks.length })}</p>}
    </section>
  );
}

function Troubled({ troubled, more }: Pick<Today, 'troubled' | 'more'>) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t('due.messages')}</h2>
      {troubled.length === 0 && <Empty title={t('due.noTrouble')} next={t('due.noTroubleNext')} />}
      <ul className="plain">
        {troubled.map(({ id, name, channel, state }) => (
          <li key={id}>
            <a href={`/messages/${id}`}>
              {t(`channel.${channel}`)}: <bdi>{name}</bdi>
            </a>
            , {stateWords(t, { channel, state })}
          </li>
        ))}
      </ul>
      {more.troubled && (
        <p>
          {t('due.moreTrouble', { shown: troubled.length })} <a href="/messages">{t('due.allTrouble')}</a>
        </p>
      )}
    </section>
  );
}

function NotForReporters({ still, pause }: { still: StillShown; pause: PauseShown }) {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('due.title')}</h1>
      <Still still={still} />
      <Paused pause={pause} />
      <p className="empty">{t('due.notForReporters')}</p>
    </>
  );
}

export default function Due({ loaderData: { still, pause, today } }: Route.ComponentProps) {
  const { t } = useTranslation();
  if (!today) return <NotForReporters still={still} pause={pause} />;
  const { mine, cases, more, nothingToday, holidaysEnd } = today;
  return (
    <>
      <h1>{t('due.title')}</h1>
      <Still still={still} />
      <Paused pause={pause} />
      <Concerns {...today} />
      <SeveralUnderWay several={today.several} />
      {holidaysEnd && (
        <Notice tone="caution" level={2} title={t('due.holidays.title', { day: holidaysEnd })}>
          <p>{t('due.holidays.body')}</p>
        </Notice>
      )}
      <LinkTabs
        label={t('cases.whose')}
        current={mine ? '/?whose=mine' : '/?whose=everyone'}
        links={[
          { href: '/?whose=mine', text: t('cases.mine') },
          { href: '/?whose=everyone', text: t('cases.everyone') },
        ]}
      />
      <Unread {...today} />
      {nothingToday && <Empty title={t('due.nothingToday')} next={nothingToday} />}
      <CaseTable caption={t('due.cases')} cases={cases} empty={null} />
      {more.cases && (
        <p>
          {t('due.moreCases', { shown: cases.length })} <a href={allOf(mine)}>{t('cases.open')}</a>
        </p>
      )}
      <ToAnswer {...today} />
      <Promised {...today} />
      <Held {...today} />
      <Tasks {...today} />
      <Troubled {...today} />
    </>
  );
}
