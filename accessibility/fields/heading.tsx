import type { ReactNode } from 'react';

export type HeadingLevel = 1 | 2 | 3;

/** Words of a question that are in another language than the page around them. */
export function Worded({ lang, children }: { lang: string | undefined; children: ReactNode }) {
  return lang ? (
    <span lang={lang} dir="auto">
      {children}
    </span>
  ) : (
    children
  );
}

type HeadingProps = { level: HeadingLevel; id?: string | undefined; children: ReactNode };

const tags = { 1: 'h1', 2: 'h2', 3: 'h3' } as const;

export function Heading({ level, id, children }: HeadingProps) {
  const Tag = tags[level];
  return <Tag id={id}>{children}</Tag>;
}
