import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { StillShown } from './still.server.ts';

/** Says plainly that messages may not be going out; nothing at all when they are. */
export function Still({ still }: { still: StillShown }) {
  const { t } = useTranslation();
  if (!still) return null;
  const { since, ring } = still;
  return (
    <Notice
      tone="caution"
      level={2}
      title={since ? t('timetable.still.title', { at: since.text }) : t('timetable.still.titleNever')}
    >
      <p>{t('timetable.still.body')}</p>
      <p>
        <strong>{ring ? t('timetable.still.ring', { whom: ring }) : t('timetable.still.ringNobody')}</strong>
      </p>
    </Notice>
  );
}
