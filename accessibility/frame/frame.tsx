import type { ReactNode } from 'react';

type FrameProps = {
  skipLabel: string;
  /** The service's discreet name: what a stranger glancing at the screen may read. */
  name: string;
  homeHref: string;
  exit: ReactNode;
  languages: ReactNode;
  help: ReactNode;
  children: ReactNode;
};

/** Everything in a portal page's body. Skip link and exit come first, so that two presses of Tab reach the way out. */
export function Frame({ skipLabel, name, homeHref, exit, languages, help, children }: FrameProps) {
  return (
    <>
      <a className="skip" href="#main">
        {skipLabel}
      </a>
      {exit}
      <header className="letterhead">
        <a className="letterhead-name" href={homeHref}>
          {name}
        </a>
        {languages}
      </header>
      <main className="sheet" id="main" tabIndex={-1}>
        {children}
      </main>
      {help}
    </>
  );
}
