import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { PageHandle } from '#web/page-handle.ts';
import { EnglishBeside } from '../english-beside.tsx';

/** The same whether or not there was anyone to say no for. */
export const handle: PageHandle = { policy: 'static', title: 'page' };

const parts = ['paused', 'once', 'duties', 'back'] as const;

const wordsOf = (t: TFunction) => [t('noThanks.doneLead'), ...parts.map((part) => t(`noThanks.${part}`))];

export default function NoThankYouDone() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('noThanks.doneTitle')}</h1>
      <p className="lead">{t('noThanks.doneLead')}</p>
      {parts.map((part) => (
        <p key={part}>{t(`noThanks.${part}`)}</p>
      ))}
      <EnglishBeside say={wordsOf} />
    </>
  );
}
