import { useTranslation } from 'react-i18next';
import { ContactRules } from '#accessibility/desk/contact-rules.tsx';
import { DueBadge } from '#accessibility/desk/due-badge.tsx';
import { Timeline } from '#accessibility/desk/timeline.tsx';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { type Casefile, casefileOf } from '../../casefile/casefile.server.ts';
import { Choices } from '../../casefile/choices.tsx';
import { Facts } from '../../casefile/facts.tsx';
import { Log } from '../../casefile/log.tsx';
import { Cards, Sent } from '../../casefile/sent.tsx';
import { Statements } from '../../casefile/statements.tsx';
import { Texts } from '../../casefile/texts.tsx';
import { Updates } from '../../casefile/updates.tsx';
import { ExtractList } from '../../extract/extract-list.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/case';

export const handle: PageHandle = { policy: 'casework', title: 'case' };

export function loader({ request, params, context }: Route.LoaderArgs) {
  const whole = new URL(request.url).searchParams.get('timeline') === 'whole';
  return transactionAs(meAtDesk(context), (tx) => casefileOf(tx, params.id, whole));
}

const doings = [
  ...(['phone', 'attempts/new', 'update', 'concern', 'contact', 'invitation'] as const),
  ...([
    'statement',
    'feedback',
    'decisions',
    'visit-pack',
    'paper',
    'outcome',
    'names',
    'stage',
    'proxies',
  ] as const),
] as const;

function Doings({ caseId, manager }: { caseId: string; manager: boolean }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('case.doings')}>
      <ul className="doings">
        {[...doings, ...(manager ? (['restricted'] as const) : [])].map((doing) => (
          <li key={doing}>
            <a className="button" data-kind="quiet" href={`/cases/${caseId}/${doing}`}>
              {t(`case.do.${doing}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function WhatIsDue({ due, dueWhat, firstContact }: Pick<Casefile, 'due' | 'dueWhat' | 'firstContact'>) {
  const { t } = useTranslation();
  const { tried, due: by, late, fortyEight, why } = firstContact;
  return (
    <section aria-labelledby="due">
      <h2 id="due">{t('case.due')}</h2>
      {due ? (
        <p>
          <DueBadge {...due} /> {t(`dueWhat.${dueWhat}`)}
        </p>
      ) : (
        <p>{t('dueWord.nothing')}</p>
      )}
      <p>
        {tried ?? (
          <>
            {t(late ? 'firstContact.lateBy' : 'firstContact.by')}{' '}
            <time dateTime={by.dateTime}>{by.text}</time>. {t('firstContact.fortyEight')}{' '}
            <time dateTime={fortyEight.dateTime}>{fortyEight.text}</time>. {why}
          </>
        )}
      </p>
    </section>
  );
}

function Tasks({ tasks }: Pick<Casefile, 'tasks'>) {
  const { t } = useTranslation();
  if (tasks.length === 0) return null;
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">{t('due.tasks')}</h2>
      <ul className="plain">
        {tasks.map(({ taskId, kind, due }) => (
          <li key={taskId}>
            {due && <DueBadge {...due} />} <a href={`/tasks/${taskId}`}>{t(`task.kind.${kind}`)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function Case({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown, choices, log, messages, cards, texts, updates, timeline, suggested, manager } = loaderData;
  const { caseId, name, callMe, reference, rules } = shown;
  return (
    <>
      <h1>
        <bdi>{name}</bdi> <span className="hint">{reference}</span>
      </h1>
      <p>
        {t('case.callThem')} <bdi>{callMe}</bdi>
      </p>
      <ContactRules {...rules} />
      <Doings caseId={caseId} manager={manager} />
      <WhatIsDue {...loaderData} />
      <Tasks {...loaderData} />
      <Texts texts={texts} />
      <Facts {...loaderData} />
      {suggested && (
        <p>
          {t('move.suggestedShort')}{' '}
          <a href={`/cases/${caseId}/stage`}>{t('move.look', { stage: t(`stage.${suggested}`) })}</a>
        </p>
      )}
      <Choices choices={choices} />
      <Log log={log} caseId={caseId} />
      <Statements statements={loaderData.statements} caseId={caseId} />
      <ExtractList extracts={loaderData.extracts} />
      <Updates updates={updates} caseId={caseId} />
      <Cards cards={cards} caseId={caseId} />
      <Sent messages={messages} />
      <section aria-labelledby="timeline">
        <h2 id="timeline">{t('timeline.title')}</h2>
        <Timeline label={t('timeline.title')} entries={timeline.entries} />
        {timeline.of > timeline.entries.length && (
          <p>
            {t('timeline.newest', { shown: timeline.entries.length, of: timeline.of })}{' '}
            <a href={`/cases/${caseId}?timeline=whole#timeline`}>{t('timeline.whole')}</a>
          </p>
        )}
      </section>
      <p>
        <a href={`/conflict?reference=${reference}`}>{t('case.conflict')}</a>
      </p>
    </>
  );
}
