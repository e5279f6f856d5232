import { useTranslation } from 'react-i18next';
import type { OwnFeedback } from '#casework/feedback/store.server.ts';
import { dayInWords } from '../dates.ts';
import { useShell } from '../shell.ts';

const waits = ['new', 'assigned', 'not_answered'];

/** What somebody told us before, with where each stands. */
export function ToldBefore({ told }: { told: readonly OwnFeedback[] }) {
  const { t } = useTranslation();
  const { language } = useShell();
  if (told.length === 0) return null;
  return (
    <section>
      <h2>{t('say.mine')}</h2>
      <ul className="choices">
        {told.map(({ number, about, state, receivedAt, dueAt, wantsAnswer }) => (
          <li key={number}>
            <a href={`/say/${number}`}>
              {t(`say.about.${about}`)}, {dayInWords(language, receivedAt)}
            </a>
            <p className="hint">
              {t(`say.state.${state}`)}
              {wantsAnswer && waits.includes(state) && (
                <>
                  {'. '}
                  {t('say.due', { day: dayInWords(language, dueAt) })}
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
