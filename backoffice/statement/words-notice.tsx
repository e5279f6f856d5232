import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { NoticeWay } from '#casework/reply/rules.ts';

/** How someone hears that something of their words waits for them, or why they do not, with the telephone where it may be rung. */
export function WordsNotice({ notice }: { notice: NoticeWay }) {
  const { t } = useTranslation();
  if (notice.may) return <p>{t(`statement.notice.${notice.channel}`)}</p>;
  if (notice.why === 'not_wanted') return null;
  return (
    <Notice tone="caution" level={2} title={t(`statement.notice.${notice.why}`)}>
      <p>
        {t('statement.notice.page')} {notice.ring && t('statement.notice.ring')}
      </p>
    </Notice>
  );
}
