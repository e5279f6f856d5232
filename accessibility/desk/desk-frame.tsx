import type { ReactNode } from 'react';
import type { PageLink } from '../frame/help.tsx';

type DeskFrameProps = {
  skipLabel: string;
  name: string;
  sections: { label: string; links: readonly PageLink[]; current: string };
  /** Who is signed in, and the way out. */
  signedIn: ReactNode;
  /** What everyone must know first, such as that nothing leaves the building in a demonstration. */
  banner?: ReactNode | undefined;
  children: ReactNode;
};

export function DeskFrame({ skipLabel, name, sections, signedIn, banner, children }: DeskFrameProps) {
  return (
    <>
      <a className="skip" href="#main">
        {skipLabel}
      </a>
      <header className="desk-head">
        <p className="desk-name">{name}</p>
        <nav aria-label={sections.label}>
          <ul>
            {sections.links.map(({ href, text }) => (
              <li key={href}>
                <a href={href} aria-current={href === sections.current ? 'page' : undefined}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="desk-signed-in">{signedIn}</div>
      </header>
      {banner}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
