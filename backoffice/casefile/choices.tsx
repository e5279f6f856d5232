import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { ChoicesShown } from './choices.server.ts';

type Past = ChoicesShown['history'][number];

function Words({ words, review, language }: Past) {
  if (!words) return null;
  return (
    <>
      <span lang={language.code} dir={language.direction}>
        <bdi>{words}</bdi>
      </span>{' '}
      <span className="hint">{review}</span>
    </>
  );
}

function History({ history }: Pick<ChoicesShown, 'history'>) {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t('choice.history', { count: history.length })}</summary>
      <DataTable
        caption={t('choice.historyCaption')}
        rows={history}
        rowKey={({ id }) => id}
        empty={<Empty title={t('choice.none')} next={t('choice.noneNext')} />}
        columns={[
          { header: t('choice.at'), cell: ({ at }) => <time dateTime={at.dateTime}>{at.text}</time> },
          { header: t('choice.question'), heads: true, cell: ({ name }) => name },
          { header: t('choice.answer'), cell: ({ answer }) => answer },
          { header: t('choice.by'), cell: ({ how }) => how },
          { header: t('choice.words'), cell: (entry) => <Words {...entry} /> },
        ]}
      />
    </details>
  );
}

/** What they want, as it stands; that the ledger behind it holds; and everything they ever answered. */
export function Choices({ choices }: { choices: ChoicesShown }) {
  const { t } = useTranslation();
  const { answered, unanswered, ledger, history } = choices;
  return (
    <section aria-labelledby="choices">
      <h2 id="choices">{t('choice.title')}</h2>
      {ledger.whole ? (
        <p className="hint">{ledger.words}</p>
      ) : (
        <Notice tone="caution" level={3} title={t('choice.ledgerBroken')}>
          <p>{ledger.words}</p>
        </Notice>
      )}
      <DataTable
        caption={t('choice.now')}
        rows={answered}
        rowKey={({ id }) => id}
        empty={<Empty title={t('choice.none')} next={t('choice.noneNext')} />}
        columns={[
          {
            header: t('choice.question'),
            heads: true,
            cell: ({ name, line }) => (
              <span className="choice-line" data-line={line}>
                {name}
              </span>
            ),
          },
          {
            header: t('choice.answer'),
            cell: ({ state, afterNo }) => [state, afterNo].filter(Boolean).join('. '),
          },
          {
            header: t('choice.since'),
            cell: ({ since }) => since && <time dateTime={since.dateTime}>{since.text}</time>,
          },
        ]}
      />
      {unanswered.length > 0 && answered.length > 0 && (
        <details>
          <summary>{t('choice.notAnswered', { count: unanswered.length })}</summary>
          <ul className="plain">
            {unanswered.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </details>
      )}
      {history.length > 0 && <History history={history} />}
    </section>
  );
}
