import type { PageLink } from '../frame/help.tsx';

type LinkTabsProps = { label: string; links: readonly PageLink[]; current: string };

/** Views of one thing, each a page with an address of its own. `current` is one of the hrefs. */
export function LinkTabs({ label, links, current }: LinkTabsProps) {
  return (
    <nav className="link-tabs" aria-label={label}>
      <ul>
        {links.map(({ href, text }) => (
          <li key={href}>
            <a href={href} aria-current={href === current ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
