import type { UpdateTopic } from '../choice/rules.ts';

export const milestoneKinds = [
  'decision',
  'panel',
  'order_started',
  'order_review',
  'order_finished',
  'no_further_action',
  'not_guilty',
  'release',
  'restorative_step',
  'other',
] as const;
export type MilestoneKind = (typeof milestoneKinds)[number];

/** Which choice decides who hears of it, and whether it is news that a voice gives before any screen does. */
export const milestones = {
  decision: { topic: 'decision', phoneFirst: false },
  panel: { topic: 'progress', phoneFirst: false },
  order_started: { topic: 'progress', phoneFirst: false },
  order_review: { topic: 'progress', phoneFirst: false },
  order_finished: { topic: 'finished', phoneFirst: false },
  no_further_action: { topic: 'decision', phoneFirst: true },
  not_guilty: { topic: 'decision', phoneFirst: true },
  release: { topic: 'safety', phoneFirst: true },
  restorative_step: { topic: 'restorative', phoneFirst: false },
  other: { topic: 'progress', phoneFirst: false },
} satisfies Record<MilestoneKind, { topic: UpdateTopic; phoneFirst: boolean }>;
