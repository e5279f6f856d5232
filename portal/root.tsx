import type { ReactNode } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { isRouteErrorResponse, Outlet, useMatches, useRouteError } from 'react-router';
import { portalWords } from '#locales/portal-words.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { PortalFrame } from './portal-frame.tsx';
import { useShell } from './shell.ts';

/** The page's own frame; also around pages that were not found or failed. */
export function Layout({ children }: { children: ReactNode }) {
  const { language } = useShell();
  const handle = useMatches().at(-1)?.handle as PageHandle | undefined;
  return (
    <I18nextProvider i18n={portalWords[language]}>
      <PortalFrame word={handle?.title ?? 'page'} form={handle?.form}>
        {children}
      </PortalFrame>
    </I18nextProvider>
  );
}

export default function Portal() {
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
