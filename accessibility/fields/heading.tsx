import type { ReactNode } from 'react';

export type HeadingLevel = 1 | 2 | 3;

type HeadingProps = { level: HeadingLevel; id?: string | undefined; children: ReactNode };

const tags = { 1: 'h1', 2: 'h2', 3: 'h3' } as const;

export function Heading({ level, id, children }: HeadingProps) {
  const Tag = tags[level];
  return <Tag id={id}>{children}</Tag>;
}
