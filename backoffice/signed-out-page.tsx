import { renderToStaticMarkup } from 'react-dom/server';
import stylesheet from '#accessibility/styles/backoffice.css?url';
import { backofficeWords } from '#locales/backoffice-words.ts';

type SignedOut = { path: string; fields: readonly (readonly [string, string])[] };

/** What someone gets whose session ended while they wrote: everything they wrote, to be sent again once signed in. */
export function signedOutPage({ path, fields }: SignedOut): Response {
  const { t } = backofficeWords;
  const page = renderToStaticMarkup(
    <html lang="en" dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t('signedOut.title')}</title>
        <link rel="icon" href="/icon.svg" />
        <link rel="stylesheet" href={stylesheet} />
      </head>
      <body>
        <main id="main">
          <h1>{t('signedOut.title')}</h1>
          <p>{t('signedOut.body')}</p>
          <p>
            <a href="/sign-in" target="_blank" rel="noopener">
              {t('signedOut.signIn')}
            </a>
          </p>
          <form method="post" action={path} encType="multipart/form-data">
            {fields.map(([name, value], place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a field may be posted several times in this order
              <input key={place} type="hidden" name={name} value={value} />
            ))}
            <button className="button" data-kind="primary" type="submit">
              {t('signedOut.again')}
            </button>
          </form>
        </main>
      </body>
    </html>,
  );
  const headers = { 'Content-Type': 'text/html; charset=utf-8' };
  return new Response(`<!DOCTYPE html>${page}`, { status: 401, headers });
}
