import type { ReactNode } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import {
  isRouteErrorResponse,
  Outlet,
  Scripts,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from 'react-router';
import stylesheet from '#accessibility/styles/backoffice.css?url';
import { environment } from '#environment';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { deskSessionContext, nonceContext, serviceContext } from '#web/context.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import type { Route } from './+types/root';
import { OfficeFrame } from './office-frame.tsx';
import { useRefused } from './refused.ts';

/** What the frame of every page needs. Layout data only: it opens no transaction. */
export function loader({ context }: Route.LoaderArgs) {
  return {
    nonce: context.get(nonceContext),
    serviceName: context.get(serviceContext)?.name ?? null,
    role: context.get(deskSessionContext)?.actor.role ?? null,
    onPaper: !environment.TWILIO_ACCOUNT_SID || !environment.SMTP_URL,
  };
}

export function Layout({ children }: { children: ReactNode }) {
  const shell = useRouteLoaderData<typeof loader>('root');
  const handle = useMatches().at(-1)?.handle as PageHandle | undefined;
  const before = useRefused() ? backofficeWords.t('titles.errorBefore') : '';
  const title = backofficeWords.t(`titles.${handle?.title ?? 'page'}`, { defaultValue: '' });
  return (
    <html lang="en" dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${before}${title ? `${title} – Heard` : 'Heard'}`}</title>
        <link rel="icon" href="/icon.svg" />
        {/* React Aria writes a style of its own, which the policy refuses, unless something has this id: ours says the same. */}
        <link rel="stylesheet" href={stylesheet} id="react-aria-pressable-style" />
      </head>
      <body>
        <I18nextProvider i18n={backofficeWords}>
          <OfficeFrame
            serviceName={shell?.serviceName ?? null}
            role={shell?.role ?? null}
            onPaper={shell?.onPaper ?? false}
          >
            {children}
          </OfficeFrame>
        </I18nextProvider>
        <Scripts nonce={shell?.nonce} />
      </body>
    </html>
  );
}

export default function Office() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const { t } = useTranslation();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <>
      <h1>{missing ? t('missing.title') : t('failed.title')}</h1>
      <p>{missing ? t('missing.body') : t('failed.body')}</p>
      <p>
        <a href="/">{t('missing.start')}</a>
      </p>
    </>
  );
}
