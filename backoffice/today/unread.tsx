import { useTranslation } from 'react-i18next';
import { DueBadge } from '#accessibility/desk/due-badge.tsx';
import type { UnreadWords } from './unread.server.ts';

/** Words that wait to be read, with the day a decision needs them by. */
export function Unread({ unread }: { unread: UnreadWords }) {
  const { t } = useTranslation();
  if (unread.length === 0) return null;
  return (
    <section aria-labelledby="unread">
      <h2 id="unread">{t('statement.unread.title')}</h2>
      <ul className="plain">
        {unread.map(({ statementId, name, reference, number, due }) => (
          <li key={statementId}>
            {due && <DueBadge {...due} />}{' '}
            <a href={`/statements/${statementId}`}>
              <bdi>{name}</bdi>, {t('statement.unread.line', { reference, number })}
            </a>
            {due ? '' : `, ${t('statement.unread.noDecision')}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
