import { useTranslation } from 'react-i18next';
import { ButtonLink } from '#accessibility/fields/button.tsx';
import { directionOf, type Language, languages } from '#locales/languages.ts';
import { portalWords } from '#locales/portal-words.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { useShell } from '../shell.ts';

export const handle: PageHandle = { policy: 'anyone', title: 'page' };

const ways = [
  { href: '/before', word: 'card', hint: 'cardHint' },
  { href: '/come-back', word: 'comeBack', hint: 'comeBackHint' },
  { href: '/no-thank-you', word: 'no', hint: 'noHint' },
] as const;

export default function Start() {
  const { t } = useTranslation();
  const { service, language } = useShell();
  const others = languages.filter((other) => other !== language);
  return (
    <>
      <h1>{t('start.title')}</h1>
      <p className="lead">{t('start.lead')}</p>
      {ways.map(({ href, word, hint }) => (
        <div className="field" key={href}>
          <ButtonLink kind="quiet" href={href}>
            {t(`start.${word}`)}
          </ButtonLink>
          <p className="hint">{t(`start.${hint}`)}</p>
        </div>
      ))}
      {!service && others.map((other) => <StartIn key={other} language={other} />)}
    </>
  );
}

/** On a host nobody set up, the same in a language that may be the reader's. */
function StartIn({ language }: { language: Language }) {
  const { t } = portalWords[language];
  return (
    <section lang={language} dir={directionOf(language)}>
      <h2>{t('start.title')}</h2>
      <p>{t('start.lead')}</p>
      <ul className="choices">
        {ways.map(({ href, word }) => (
          <li key={href}>
            <a href={`${href}?language=${language}`}>{t(`start.${word}`)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
