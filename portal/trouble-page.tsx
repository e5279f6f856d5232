import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { portalWords } from '#locales/portal-words.ts';
import type { Trouble } from '#web/serve.server.ts';
import { serviceLastSeenAt } from '#web/service.server.ts';
import { PortalFrame } from './portal-frame.tsx';
import { ShellContext } from './shell.ts';

/** A whole page that asks nothing of the database: for a closed door, too long a text, or a database that is away. */
export function troublePage({ status, language, path, hostname, fields }: Trouble): string {
  const service = serviceLastSeenAt(hostname);
  const shell = { language, wanted: language, service, signedIn: false, path: '/', refused: false };
  const page = renderToStaticMarkup(
    <ShellContext value={shell}>
      <I18nextProvider i18n={portalWords[language]}>
        <PortalFrame word="page" form={undefined}>
          <TroubleWords status={status} path={path} fields={fields} />
        </PortalFrame>
      </I18nextProvider>
    </ShellContext>,
  );
  return `<!DOCTYPE html>${page}`;
}

// What a page says to us, not what somebody said.
const ourOwn = new Set(['key', 'page', 'beside']);

function TroubleWords({ status, path, fields }: Omit<Trouble, 'language' | 'hostname'>) {
  const { t } = useTranslation();
  // Only where words are saved as they are written is something of them kept.
  const words = status === 413 && /^\/words\/(?:free|file|save|write)\b/.test(path);
  const trouble = words ? 'words' : status;
  const typed = fields.filter(([, value]) => value.trim() !== '');
  return (
    <>
      <h1>{t(`trouble.${trouble}.title`)}</h1>
      <p>{t(`trouble.${trouble}.body`)}</p>
      {words && (
        <p>
          <a href={path}>{t('trouble.words.back')}</a>
        </p>
      )}
      {typed.length > 0 && (
        <form method="post" action={path}>
          <p>{t('trouble.kept')}</p>
          {typed.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a field may be posted several times in this order
            <input key={index} type="hidden" name={name} value={value} />
          ))}
          {typed
            .filter(([name, value]) => value.length > 20 && !ourOwn.has(name))
            .map(([name, value]) => (
              <blockquote key={name} dir="auto">
                {value}
              </blockquote>
            ))}
          <button className="button" type="submit">
            {t('trouble.again')}
          </button>
        </form>
      )}
      <p>
        <a href="/safety">{t('help.safety')}</a>
      </p>
    </>
  );
}
