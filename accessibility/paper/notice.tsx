import type { ReactNode } from 'react';
import { Heading } from '../fields/heading.tsx';

type NoticeProps = {
  /** caution: read before acting. told: you told us. */
  tone: 'caution' | 'told';
  title: string;
  level: 2 | 3;
  /** Read out by itself: only for what follows from the person's last act. */
  announce?: boolean | undefined;
  children: ReactNode;
};

export function Notice({ tone, title, level, announce = false, children }: NoticeProps) {
  return (
    <div className="notice" data-tone={tone} role={announce ? 'status' : undefined}>
      <Heading level={level}>{title}</Heading>
      {children}
    </div>
  );
}
