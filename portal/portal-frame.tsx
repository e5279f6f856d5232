import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ExitButton } from '#accessibility/frame/exit-button.tsx';
import { Frame } from '#accessibility/frame/frame.tsx';
import { Help } from '#accessibility/frame/help.tsx';
import { idleWords } from '#accessibility/frame/idle-words.ts';
import { LanguageList } from '#accessibility/frame/language-list.tsx';
import stylesheet from '#accessibility/styles/portal.css?url';
import { directionOf, endonyms, languages } from '#locales/languages.ts';
import { unreviewed } from '#locales/unreviewed.ts';
import { InEnglish } from './in-english.tsx';
import { useShell } from './shell.ts';

type PortalFrameProps = { word: string; form: string | undefined; children: ReactNode };

/** A whole portal page: neutral title, one stylesheet, one deferred script, the way out first. */
export function PortalFrame({ word, form, children }: PortalFrameProps) {
  const { t } = useTranslation();
  const { language, wanted, service, signedIn, path, refused } = useShell();
  const name = service?.discreetName ?? t('frame.noName');
  const idle = idleWords({
    warning: t('idle.warning'),
    stay: t('idle.stay'),
    ended: t('idle.ended'),
    resume: t('idle.resume'),
  });
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${refused ? t('frame.errorBefore') : ''}${name}: ${t(`titles.${word}`, { defaultValue: t('titles.page') })}`}</title>
        <link rel="icon" href="/icon.svg" />
        <link rel="stylesheet" href={stylesheet} />
        <script src="/heard.js" defer />
      </head>
      <body {...(signedIn ? idle : {})}>
        <Frame
          skipLabel={t('frame.skip')}
          name={name}
          homeHref={signedIn ? '/home' : '/'}
          exit={<ExitButton label={t('frame.exit')} />}
          languages={
            <LanguageList
              label={t('frame.languages')}
              languages={languages.map((code) => ({
                code,
                endonym: endonyms[code],
                direction: directionOf(code),
              }))}
              current={wanted}
              back={path}
              formId={form}
            />
          }
          help={<PortalHelp />}
        >
          {unreviewed[language] && <p className="unreviewed">{t('frame.machineDraft')}</p>}
          {wanted !== language && <InEnglish wanted={wanted} />}
          {children}
        </Frame>
      </body>
    </html>
  );
}

function PortalHelp() {
  const { t } = useTranslation();
  const { service, signedIn } = useShell();
  const links = [
    { href: '/safety', text: t('help.safety') },
    { href: '/real', text: t('help.real') },
    { href: '/public', text: t('help.rights') },
    ...(signedIn ? [{ href: '/unsafe', text: t('help.unsafe') }] : []),
  ];
  return (
    <Help
      title={t('help.title')}
      who={t('help.who')}
      phone={service ? { text: service.phone, number: service.phone.replaceAll(' ', '') } : null}
      hours={
        service
          ? t('help.hours', { opens: service.opens.slice(0, 5), closes: service.closes.slice(0, 5) })
          : t('help.onCard')
      }
      links={links}
    />
  );
}
