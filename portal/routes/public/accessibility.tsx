import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import type { PageHandle } from '#web/page-handle.ts';
import { EnglishWithin } from '../../english-within.tsx';

export const handle: PageHandle = { policy: 'static', title: 'information' };

const faults = ['languages', 'formats', 'people'] as const;

export default function Accessibility() {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href="/public" label={t('frame.back')} />
      <h1>{t('statement.title')}</h1>
      <p className="lead">{t('statement.lead')}</p>
      <Part name="can" />
      <Part name="status" />
      <h2>{t('statement.not.title')}</h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{t(`statement.not.${fault}`)}</li>
        ))}
      </ul>
      <Part name="tested" />
      <Part name="ask" />
      <Part name="enforce" />
    </>
  );
}

function Part({ name }: { name: 'can' | 'status' | 'tested' | 'ask' | 'enforce' }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t(`statement.${name}.title`)}</h2>
      <p>
        <EnglishWithin sentence={t(`statement.${name}.body`)} />
      </p>
    </section>
  );
}
