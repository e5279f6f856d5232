import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { DeskFrame } from '#accessibility/desk/desk-frame.tsx';
import type { StaffActorRole } from '#db/transaction.server.ts';

type OfficeFrameProps = {
  serviceName: string | null;
  role: StaffActorRole | null;
  onPaper: boolean;
  children: ReactNode;
};

const sections = {
  staff: [
    '/',
    '/cases',
    '/cases/new',
    '/messages',
    '/several',
    '/letters',
    '/feedback',
    '/you-said',
    '/paper',
  ],
  manager: [
    '/',
    '/cases',
    '/cases/new',
    '/messages',
    '/several',
    '/letters',
    '/feedback',
    '/you-said',
    '/timetable',
    '/paper',
  ],
  reporter: [],
  auditor: ['/audit', '/timetable'],
} as const satisfies Record<StaffActorRole, readonly string[]>;

/** The staff's frame: sections their role may open, who is signed in, and whether anything really leaves. */
export function OfficeFrame({ serviceName, role, onPaper, children }: OfficeFrameProps) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const shown = (role ? sections[role] : []).filter((href) => onPaper || href !== '/paper');
  const links = shown.map((href) => ({
    href,
    text: t(`sections.${href}`, { keySeparator: '.' }),
  }));
  return (
    <DeskFrame
      skipLabel={t('frame.skip')}
      name={serviceName ?? t('frame.name')}
      sections={{ label: t('frame.sections'), links, current: pathname }}
      signedIn={role && <SignOut />}
      banner={role && onPaper && <OnPaper />}
    >
      {children}
    </DeskFrame>
  );
}

function OnPaper() {
  const { t } = useTranslation();
  return (
    <aside className="banner" aria-label={t('frame.demonstration')}>
      <p>{t('frame.onPaper')}</p>
    </aside>
  );
}

function SignOut() {
  const { t } = useTranslation();
  return (
    <form method="post" action="/sign-out">
      <button className="button" data-kind="quiet" type="submit">
        {t('frame.signOut')}
      </button>
    </form>
  );
}
