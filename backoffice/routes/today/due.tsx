import { useTranslation } from 'react-i18next';
import type { PageHandle } from '#web/page-handle.ts';

export const handle: PageHandle = { policy: 'casework', title: 'due' };

export default function Due() {
  const { t } = useTranslation();
  return <h1>{t('due.title')}</h1>;
}
