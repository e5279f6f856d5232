import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import type { PageHandle } from '#web/page-handle.ts';
import { EnglishWithin } from '../../english-within.tsx';

export const handle: PageHandle = { policy: 'static', title: 'information' };

const parts = [
  'understood',
  'restorative',
  'views',
  'outcome',
  'support',
  'enhanced',
  'refuse',
  'complain',
] as const;

export default function Rights() {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href="/public" label={t('frame.back')} />
      <h1>{t('rights.title')}</h1>
      <p className="lead">{t('rights.lead')}</p>
      {parts.map((part) => (
        <section key={part}>
          <h2>{t(`rights.${part}.title`)}</h2>
          <p>
            <EnglishWithin sentence={t(`rights.${part}.body`)} />
          </p>
        </section>
      ))}
    </>
  );
}
