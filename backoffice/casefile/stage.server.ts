import { stages, suggestedStage } from '#casework/case/rules.ts';
import type { OpenCase } from '#casework/case/store.server.ts';
import { milestonesOf } from '#casework/milestone/store.server.ts';
import { tasksOpen } from '#casework/task/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { dayOf } from '../moments.server.ts';
import { newsShown } from '../news.server.ts';

/** Where a case is, where it may go and what suggests it, and what would still be open if it were closed. */
export async function stageShown(tx: Tx<StaffActor>, it: OpenCase) {
  const { suggested, because } = await suggestionFor(tx, it);
  const tasks = await tasksOpen(tx, { mine: false, victimId: it.victimId });
  return {
    ...{ stage: it.stage, suggested, because },
    stages: stages.filter((stage) => stage !== it.stage),
    tasks: tasks.map(({ taskId, kind }) => ({ taskId, kind })),
    news: await newsShown(tx, it.caseId),
  };
}

/** The stage that what happened suggests, and what that was; null where nothing does. */
export async function suggestionFor(tx: Tx<StaffActor>, { caseId, stage }: OpenCase) {
  const happened = await milestonesOf(tx, caseId);
  const suggested = suggestedStage(
    stage,
    happened.map(({ kind }) => kind),
  );
  const latest = happened.find(({ kind }) => suggestedStage(stage, [kind]) === suggested);
  return {
    suggested,
    because: suggested && latest ? { kind: latest.kind, on: dayOf(latest.happenedOn).text } : null,
  };
}
