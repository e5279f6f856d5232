import { expect, test } from 'vitest';
import { involvement, updateTopics } from '../choice/rules.ts';
import { milestoneKinds, milestones } from './rules.ts';

test('a person hears hard news from a voice first, and nothing else waits for a call', () => {
  const phoneFirst = milestoneKinds.filter((kind) => milestones[kind].phoneFirst);
  expect(phoneFirst).toEqual(['no_further_action', 'not_guilty', 'release']);
});

test('someone who only wants to know how it ends is told of every way in which it can end', () => {
  const agreed = involvement.outcome.filter((one) => one.answer === 'agree').map((one) => one.topic);
  for (const end of ['decision', 'no_further_action', 'not_guilty', 'order_finished'] as const)
    expect(agreed).toContain(milestones[end].topic);
});

test('every topic that a person can choose is fed by some milestone', () => {
  const fed = new Set(milestoneKinds.map((kind) => milestones[kind].topic));
  expect([...fed].sort()).toEqual([...updateTopics].sort());
});
