import type { MilestoneKind } from '../milestone/rules.ts';
import { endOfDay, endOfWorkingDay, localDate } from '../working-day/rules.ts';

export const stages = ['first_contact', 'before_decision', 'order', 'after_order', 'closed'] as const;
export type Stage = (typeof stages)[number];

// A person decides; what happened only says what may come next. Hard news suggests nothing: first it is told.
const suggests = {
  decision: 'order',
  panel: 'order',
  order_started: 'order',
  order_review: 'order',
  order_finished: 'after_order',
  no_further_action: null,
  not_guilty: null,
  release: null,
  restorative_step: null,
  other: null,
} satisfies Record<MilestoneKind, Stage | null>;

/** The stage a case may be ready for by what happened in it, the latest first; null where it is there or past it. */
export function suggestedStage(now: Stage, happened: readonly MilestoneKind[]): Stage | null {
  const [latest] = happened.flatMap((kind) => suggests[kind] ?? []);
  return latest && stages.indexOf(latest) > stages.indexOf(now) ? latest : null;
}

/** What can be due, the most pressing first where two fall on the same instant. */
export const dueWhats = ['safety', 'first_contact', 'reply', 'update', 'task', 'nothing'] as const;
export type DueWhat = (typeof dueWhats)[number];

export const dueStates = ['overdue', 'today', 'soon', 'later', 'nothing'] as const;
export type DueState = (typeof dueStates)[number];

/** Stands for "no time", after every real one, so that cases with nothing due come last. */
export const neverDue = new Date('9999-12-31T00:00:00Z');

export type Due = { what: DueWhat; by: Date; state: DueState };

/** The moments a case waits on; null where nothing waits. `nextUpdateBy` is a date (YYYY-MM-DD), kept until its end. */
export type CaseClocks = {
  closedAt: Date | null;
  firstContactDueAt: Date;
  firstAttemptAt: Date | null;
  contactMadeAt: Date | null;
  concernUnreadSince: Date | null;
  replyDueAt: Date | null;
  taskDueAt: Date | null;
  nextUpdateBy: string | null;
};

const workingDaysThatAreSoon = 2;

function stateOf(by: Date, now: Date): DueState {
  if (by < now) return 'overdue';
  if (localDate(by) === localDate(now)) return 'today';
  return by <= endOfWorkingDay(workingDaysThatAreSoon, localDate(now)) ? 'soon' : 'later';
}

const clocks = {
  safety: (waiting) => waiting.concernUnreadSince,
  first_contact: (waiting) =>
    waiting.firstAttemptAt || waiting.contactMadeAt ? null : waiting.firstContactDueAt,
  reply: (waiting) => waiting.replyDueAt,
  update: (waiting) => (waiting.nextUpdateBy ? endOfDay(waiting.nextUpdateBy) : null),
  task: (waiting) => waiting.taskDueAt,
} satisfies Record<Exclude<DueWhat, 'nothing'>, (waiting: CaseClocks) => Date | null>;

// Someone who closed their case may still write that they are afraid, or be owed an answer: those clocks go on.
const outlastsClosing: Record<keyof typeof clocks, boolean> = {
  safety: true,
  first_contact: false,
  reply: true,
  update: false,
  task: true,
};

const whats = ['safety', 'first_contact', 'reply', 'update', 'task'] as const;

/** What a case owes first. An unread safety concern is due from the moment it came, and so before everything. */
export function dueOf(waiting: CaseClocks, now: Date): Due {
  const dues = whats
    .filter((what) => waiting.closedAt === null || outlastsClosing[what])
    .flatMap((what) => {
      const by = clocks[what](waiting);
      return by ? [{ what, by, state: what === 'safety' ? ('overdue' as const) : stateOf(by, now) }] : [];
    });
  const [first] = dues.sort(dueFirst);
  return first ?? { what: 'nothing', by: neverDue, state: 'nothing' };
}

/** The order of a case list: what is due first, and of two at once the more pressing. */
export function dueFirst(a: Pick<Due, 'what' | 'by'>, b: Pick<Due, 'what' | 'by'>): number {
  const unread = Number(b.what === 'safety') - Number(a.what === 'safety');
  return unread || a.by.getTime() - b.by.getTime() || dueWhats.indexOf(a.what) - dueWhats.indexOf(b.what);
}
