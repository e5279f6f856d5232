import { useTranslation } from 'react-i18next';
import type { SayAtHome } from './at-home.server.ts';

/** That there is an answer to what somebody told us, and that we ask something; nothing where neither is so. */
export function HomeSay({ answered, asks }: SayAtHome) {
  const { t } = useTranslation();
  if (answered.length === 0 && !asks) return null;
  return (
    <ul className="choices">
      {answered.map((number) => (
        <li key={number}>
          <a href={`/say/${number}`}>{t('say.answer')}</a>
        </li>
      ))}
      {asks && (
        <li>
          <a href="/say/questions">{t('say.questions.home')}</a>
        </li>
      )}
    </ul>
  );
}
