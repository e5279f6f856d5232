import type { CaseDue } from '#casework/case/list.server.ts';
import { dueShown, firstContactShown } from '../due-words.server.ts';

/** A line of a case list, worded. */
export function caseLine(one: CaseDue, now = new Date()) {
  const { caseId, reference, name, stage, worker, dueWhat, dueAt } = one;
  return {
    ...{ caseId, reference, name, stage, worker, dueWhat },
    due: dueShown(dueWhat, dueAt, now),
    firstContact: firstContactShown(one, now),
  };
}

export type CaseLine = ReturnType<typeof caseLine>;
