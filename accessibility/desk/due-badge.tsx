import type { ReactElement } from 'react';

export const dueStates = ['overdue', 'today', 'soon', 'later', 'done'] as const;
export type DueState = (typeof dueStates)[number];

type DueBadgeProps = {
  state: DueState;
  /** "Due Wednesday", "Not yet reached": the shape only repeats it. */
  word: string;
  dateTime: string;
};

/** Told apart by outline and filling, so that grey print and forced colours keep them apart. */
const shapes = {
  overdue: <path d="M8 1 15 8 8 15 1 8Z" fill="currentColor" />,
  today: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  soon: (
    <>
      <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 3a5 5 0 0 0 0 10Z" fill="currentColor" />
    </>
  ),
  later: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  done: <path d="m2 8 4 4 8-9" fill="none" stroke="currentColor" strokeWidth="2" />,
} satisfies Record<DueState, ReactElement>;

export function DueBadge({ state, word, dateTime }: DueBadgeProps) {
  return (
    <span className="due" data-due={state}>
      <svg aria-hidden="true" viewBox="0 0 16 16" width="12" height="12">
        {shapes[state]}
      </svg>
      <time dateTime={dateTime}>{word}</time>
    </span>
  );
}
