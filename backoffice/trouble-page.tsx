import { renderToStaticMarkup } from 'react-dom/server';
import stylesheet from '#accessibility/styles/backoffice.css?url';
import { backofficeWords } from '#locales/backoffice-words.ts';
import type { Trouble } from '#web/serve.server.ts';

/** A whole page that asks nothing of the database and gives back what was typed. */
export function troublePage({ status, path, fields }: Trouble): string {
  const { t } = backofficeWords;
  const typed = fields.filter(([, value]) => value.trim() !== '');
  const page = renderToStaticMarkup(
    <html lang="en" dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t(`trouble.${status}.title`)}</title>
        <link rel="stylesheet" href={stylesheet} />
      </head>
      <body>
        <main id="main">
          <h1>{t(`trouble.${status}.title`)}</h1>
          <p>{t(`trouble.${status}.body`)}</p>
          {typed.length > 0 && (
            <form method="post" action={path}>
              <p>{t('trouble.kept')}</p>
              {typed.map(([name, value], index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a field may be posted several times in this order
                <input key={index} type="hidden" name={name} value={value} />
              ))}
              <dl>
                {typed.map(([name, value], index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a field may be posted several times in this order
                  <div key={index}>
                    <dt>{name}</dt>
                    <dd dir="auto">{value}</dd>
                  </div>
                ))}
              </dl>
              <button className="button" type="submit">
                {t('trouble.again')}
              </button>
            </form>
          )}
        </main>
      </body>
    </html>,
  );
  return `<!DOCTYPE html>${page}`;
}
