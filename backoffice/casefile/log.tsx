import { useTranslation } from 'react-i18next';
import { CopyButton } from '#accessibility/desk/copy-button.tsx';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import type { LogShown } from './log.server.ts';

/** Every attempt, for good, and its line for the case system. */
export function Log({ log, caseId }: { log: LogShown; caseId: string }) {
  const { t } = useTranslation();
  const { attempts, copy } = log;
  return (
    <section aria-labelledby="log">
      <h2 id="log">{t('attempt.log')}</h2>
      <p>
        <a href={`/cases/${caseId}/attempts/new`}>{t('attempt.add')}</a>
      </p>
      <DataTable
        caption={t('attempt.caption')}
        rows={attempts}
        rowKey={({ attemptId }) => attemptId}
        empty={<Empty title={t('attempt.none')} next={t('attempt.noneNext')} />}
        columns={[
          { header: t('attempt.at'), cell: ({ at }) => <time dateTime={at.dateTime}>{at.text}</time> },
          { header: t('attempt.how'), heads: true, cell: ({ method }) => method },
          { header: t('attempt.came'), cell: ({ outcome }) => outcome },
          {
            header: t('attempt.by'),
            cell: ({ staff }) => (staff === null ? t('attempt.byItself') : <bdi>{staff}</bdi>),
          },
          {
            header: t('attempt.noteKept'),
            cell: ({ note, interpreter, told, writtenLate }) => (
              <>
                {interpreter && <span>{t('attempt.withInterpreter')} </span>}
                {told && <span>{t('attempt.toldNews', { news: told })} </span>}
                {note && <bdi>{note} </bdi>}
                {writtenLate && (
                  <span className="hint">{t('attempt.writtenLate', { moment: writtenLate })}</span>
                )}
              </>
            ),
          },
        ]}
      />
      {attempts.length > 0 && (
        <details>
          <summary>{t('attempt.forCaseSystem')}</summary>
          <p className="hint">{t('attempt.forCaseSystemHint')}</p>
          <pre>{copy}</pre>
          <CopyButton text={copy} label={t('attempt.copy')} copied={t('attempt.copied')} />
        </details>
      )}
    </section>
  );
}
