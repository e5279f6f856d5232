import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { PauseShown } from './pause.server.ts';

/** Says plainly what a manager has paused, who and since when, and what leaves all the same; nothing at all when nothing is. */
export function Paused({ pause, children }: { pause: PauseShown; children?: ReactNode }) {
  const { t } = useTranslation();
  if (!pause) return null;
  const { what, by, since } = pause;
  return (
    <Notice tone="caution" level={2} title={t(`sending.paused.${what}`)}>
      <p>
        {t('sending.by')} <bdi>{by}</bdi>, <time dateTime={since.dateTime}>{since.text}</time>.{' '}
        {t(`sending.leaves.${what}`)}
      </p>
      {children}
    </Notice>
  );
}
