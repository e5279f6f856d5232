import { useTranslation } from 'react-i18next';
import type { PageHandle } from '#web/page-handle.ts';

/** Works with the database away: it is the one page that must always be there. */
export const handle: PageHandle = { policy: 'static', title: 'staying_safe' };

const parts = ['exit', 'history', 'device', 'messages'] as const;

export default function Safety() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('safety.title')}</h1>
      <p className="lead">{t('safety.danger')}</p>
      <p>{t('safety.silent')}</p>
      {parts.map((part) => (
        <section key={part}>
          <h2>{t(`safety.${part}.title`)}</h2>
          <p>{t(`safety.${part}.body`)}</p>
        </section>
      ))}
    </>
  );
}
