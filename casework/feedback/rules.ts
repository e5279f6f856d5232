import { endOfWorkingDay, localDate } from '../working-day/rules.ts';

/** What somebody tells a service something about. */
export const feedbackSubjects = [
  'worker',
  'contact',
  'portal',
  'information',
  'restorative',
  'decision',
  'safety',
  'other',
] as const;
export type FeedbackSubject = (typeof feedbackSubjects)[number];

export const feedbackStates = ['new', 'assigned', 'answered', 'not_answered', 'closed'] as const;
export type FeedbackState = (typeof feedbackStates)[number];

export const waysTold = ['portal', 'phone', 'visit', 'letter', 'paper'] as const;
export type WayTold = (typeof waysTold)[number];
export const waysTakenDown = ['phone', 'visit', 'letter', 'paper'] as const;

/** Within how many working days somebody is answered where a service has set nothing else. */
export const usualDays = 10;
export const longestWords = 5000;
export const mostTags = 10;

const stillOpen = {
  new: true,
  assigned: true,
  answered: false,
  not_answered: true,
  closed: false,
} satisfies Record<FeedbackState, boolean>;

/** Whether something is still to be done about it. */
export const isOpen = (state: FeedbackState): boolean => stillOpen[state];
export const openStates = feedbackStates.filter(isOpen);

/** The last second by which what came at a moment is answered: so many working days, the day it came not counted. */
export const answerDueAt = (receivedAt: Date, days: number): Date =>
  endOfWorkingDay(days, localDate(receivedAt));

/** One tag as it is kept: lower-case letters of the English alphabet, figures, hyphens and single spaces. */
export function tagOf(typed: string): string {
  return typed
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[ -]+/, '')
    .slice(0, 40)
    .trim();
}

/** The tags in a line that separates them by commas, each once. */
export const tagsIn = (line: string): string[] =>
  [...new Set(line.split(',').map(tagOf).filter(Boolean))].slice(0, mostTags);
