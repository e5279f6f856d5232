import { directionOf, endonyms, type Language } from '#locales/languages.ts';
import { portalWords } from '#locales/portal-words.ts';
import { useShell } from './shell.ts';

/** Why a page is in English and not in the language somebody chose, and the offer of an interpreter, in both. */
export function InEnglish({ wanted }: { wanted: Language }) {
  const { service } = useShell();
  return ([wanted, 'en'] as const).map((language) => {
    const { t } = portalWords[language];
    return (
      <p className="unreviewed" key={language} lang={language} dir={directionOf(language)}>
        {t('frame.inEnglish', { language: endonyms[wanted] })}{' '}
        {service ? t('frame.interpreter', { phone: service.phone }) : t('frame.interpreterOnCard')}
      </p>
    );
  });
}
