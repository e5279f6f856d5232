import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import type { PageHandle } from '#web/page-handle.ts';
import { EnglishWithin } from '../../english-within.tsx';

export const handle: PageHandle = { policy: 'static', title: 'information' };

const parts = ['what', 'why', 'who', 'how', 'long', 'rights', 'commissioner', 'cookies'] as const;

export default function Privacy() {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href="/public" label={t('frame.back')} />
      <h1>{t('privacy.title')}</h1>
      <p className="lead">{t('privacy.lead')}</p>
      {parts.map((part) => (
        <section key={part}>
          <h2>{t(`privacy.${part}.title`)}</h2>
          <p>
            <EnglishWithin sentence={t(`privacy.${part}.body`)} />
          </p>
        </section>
      ))}
    </>
  );
}
