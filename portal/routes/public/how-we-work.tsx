import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import type { PageHandle } from '#web/page-handle.ts';

export const handle: PageHandle = { policy: 'static', title: 'information' };

const parts = ['first', 'choose', 'told', 'restorative', 'end'] as const;

export default function HowWeWork() {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href="/public" label={t('frame.back')} />
      <h1>{t('work.title')}</h1>
      <p className="lead">{t('work.lead')}</p>
      {parts.map((part) => (
        <section key={part}>
          <h2>{t(`work.${part}.title`)}</h2>
          <p>{t(`work.${part}.body`)}</p>
        </section>
      ))}
    </>
  );
}
