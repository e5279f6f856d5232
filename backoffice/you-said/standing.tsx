import { useTranslation } from 'react-i18next';
import { DueBadge, type DueState } from '#accessibility/desk/due-badge.tsx';
import type { Standing as Stands } from '#casework/promise/rules.ts';
import type { Moment } from '../moments.server.ts';

const shapes = {
  promised: 'later',
  not_done_yet: 'overdue',
  done: 'done',
  will_not: 'later',
} as const satisfies Record<Stands, DueState>;

/** How a promise stands, with its day while that still matters. */
export function Standing({ standing, due }: { standing: Stands; due: Moment }) {
  const { t } = useTranslation();
  const word = t(`youSaid.standing.${standing}`, { day: due.text });
  return <DueBadge state={shapes[standing]} word={word} dateTime={due.dateTime} />;
}
