import { useTranslation } from 'react-i18next';
import type { PageHandle } from '#web/page-handle.ts';

export const handle: PageHandle = { policy: 'signed_in', title: 'contact' };

/** After the right digits: what is possible now that was not before. */
export default function ContactChecked() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('reach.checked.title')}</h1>
      <p className="lead">{t('reach.checked.lead')}</p>
      <ul className="choices">
        <li>
          <a href="/contact/channels">{t('reach.checked.channels')}</a>
        </li>
        <li>
          <a href="/contact/words">{t('reach.checked.words')}</a>
        </li>
        <li>
          <a href="/contact">{t('reach.title')}</a>
        </li>
      </ul>
    </>
  );
}
