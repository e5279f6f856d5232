import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '#accessibility/fields/button.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import type { PageHandle } from '#web/page-handle.ts';
import { EnglishBeside } from '../english-beside.tsx';

/** Needs nothing of the database, so that the way out is explained whatever else is wrong. */
export const handle: PageHandle = { policy: 'static', title: 'staying_safe' };

const ways = ['press', 'shift', 'tab'] as const;
const parts = ['happens', 'history', 'typed', 'back'] as const;

const wordsOf = (t: TFunction) => [
  ...ways.map((way) => t(`before.ways.${way}`)),
  ...parts.map((part) => t(`before.${part}.body`)),
];

export default function Before() {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href="/" label={t('frame.back')} />
      <h1>{t('before.title')}</h1>
      <p className="lead">{t('before.lead')}</p>
      <h2>{t('before.ways.title')}</h2>
      <ul>
        {ways.map((way) => (
          <li key={way}>{t(`before.ways.${way}`)}</li>
        ))}
      </ul>
      {parts.map((part) => (
        <section key={part}>
          <h2>{t(`before.${part}.title`)}</h2>
          <p>{t(`before.${part}.body`)}</p>
        </section>
      ))}
      <EnglishBeside say={wordsOf} />
      <p>
        <ButtonLink kind="primary" href="/card">
          {t('before.goOn')}
        </ButtonLink>
      </p>
      <p>
        <a href="/safety">{t('before.more')}</a>
      </p>
    </>
  );
}
