import type { ReactNode } from 'react';
import type { PageLink } from '../frame/help.tsx';

/** `value` is words, not blocks; a number among right-to-left words keeps its own order. */
type SummaryRow = { term: string; value: ReactNode; change?: PageLink };

/** What was answered, to be checked before it is sent. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className="summary">
      {rows.map(({ term, value, change }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
          {change && (
            <dd>
              <a href={change.href}>
                {change.text}
                <span className="heard-only"> {term}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
