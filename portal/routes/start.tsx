import { useTranslation } from 'react-i18next';
import type { PageHandle } from '#web/page-handle.ts';

export const handle: PageHandle = { policy: 'anyone', title: 'page' };

export default function Start() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('start.title')}</h1>
      <p className="lead">{t('start.lead')}</p>
      <ul className="ways">
        <li>
          <a href="/before">{t('start.card')}</a>
        </li>
        <li>
          <a href="/come-back">{t('start.comeBack')}</a>
        </li>
        <li>
          <a href="/no-thank-you">{t('start.no')}</a>
        </li>
      </ul>
    </>
  );
}
