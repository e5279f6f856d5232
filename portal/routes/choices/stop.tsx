import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ButtonLink, Buttons } from '#accessibility/fields/button.tsx';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { duties } from '#casework/choice/rules.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { EnglishBeside } from '../../english-beside.tsx';

export const handle: PageHandle = { policy: 'signed_in', title: 'choices', exact: true };

const parts = ['stops', 'stays', 'quiet', 'back'] as const;

function wordsOf(t: TFunction): string[] {
  const told = parts.map((part) => t(`stop.${part}.body`));
  return [...told, ...duties.map((duty) => t(`stop.duties.${duty}`))];
}

/** The first of two steps: what stopping everything does, and the little that no choice switches off. */
export default function Stop() {
  const { t } = useTranslation();
  return (
    <>
      <BackLink href="/choices" label={t('frame.back')} />
      <h1>{t('stop.title')}</h1>
      <p className="lead">{t('stop.lead')}</p>
      {parts.map((part) => (
        <section key={part}>
          <h2>{t(`stop.${part}.title`)}</h2>
          <p>{t(`stop.${part}.body`)}</p>
        </section>
      ))}
      <section>
        <h2>{t('stop.duties.title')}</h2>
        <ul>
          {duties.map((duty) => (
            <li key={duty}>{t(`stop.duties.${duty}`)}</li>
          ))}
        </ul>
      </section>
      <EnglishBeside say={wordsOf} />
      <Buttons>
        <ButtonLink kind="quiet" href="/choices/stop/sure">
          {t('stop.goOn')}
        </ButtonLink>
        <ButtonLink kind="quiet" href="/choices">
          {t('stop.instead')}
        </ButtonLink>
      </Buttons>
    </>
  );
}
