import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import type { PageHandle } from '#web/page-handle.ts';
import { apart } from '../../apart.ts';
import { useShell } from '../../shell.ts';

export const handle: PageHandle = { policy: 'signed_in', title: 'contact' };

/** For whoever came in by e-mail alone: why this cannot be changed here, and what can be done instead. */
export default function ContactLocked() {
  const { t } = useTranslation();
  const { service } = useShell();
  return (
    <>
      <BackLink href="/contact" label={t('frame.back')} />
      <h1>{t('reach.locked.title')}</h1>
      <p className="lead">{t('reach.locked.why')}</p>
      <p>{t('reach.locked.ways')}</p>
      {service && <p>{t('reach.locked.ring', { phone: apart(service.phone) })}</p>}
      <p>
        <a href="/card">{t('reach.locked.card')}</a>
      </p>
    </>
  );
}
