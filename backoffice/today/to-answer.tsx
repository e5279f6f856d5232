import { useTranslation } from 'react-i18next';
import { DueBadge } from '#accessibility/desk/due-badge.tsx';
import type { ToAnswerShown } from './to-answer.server.ts';

/** What people told the service and are to be answered soon, with who has it. */
export function ToAnswer({ toAnswer }: { toAnswer: ToAnswerShown }) {
  const { t } = useTranslation();
  if (toAnswer.length === 0) return null;
  return (
    <section aria-labelledby="to-answer">
      <h2 id="to-answer">{t('feedback.dueTitle')}</h2>
      <ul className="plain">
        {toAnswer.map(({ feedbackId, name, about, owner, due }) => (
          <li key={feedbackId}>
            {due && <DueBadge {...due} />}{' '}
            <a href={`/feedback/${feedbackId}`}>
              {t(`feedback.about.${about}`)}: <bdi>{name ?? t('feedback.anonymous')}</bdi>
            </a>
            , <bdi>{owner ?? t('feedback.nobody')}</bdi>
          </li>
        ))}
      </ul>
      <p>
        <a href="/feedback">{t('feedback.dueAll')}</a>
      </p>
    </section>
  );
}
