import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { Stage } from '../case/rules.ts';
import { raiseTask, tasksOpen } from '../task/store.server.ts';
import { mayBeAsked } from './rules.ts';
import { choicesOf } from './store.server.ts';

/**
 * Gives the worker the task to ask again where somebody said “no, ask me at the next stage” and their case has come to one.
 * Once, however many of their answers said so.
 */
export async function askAtNextStage(
  tx: Tx<StaffActor>,
  { victimId, caseId, stage }: { victimId: string; caseId: string; stage: Stage },
): Promise<void> {
  const choices = await choicesOf(tx, victimId);
  const contact = choices.find(({ purpose, channel }) => purpose === 'contact' && channel === '');
  const moment = { now: new Date(), stage };
  const asked = choices.some(
    (one) =>
      one.afterNo === 'next_stage' &&
      (one.caseId === null || one.caseId === caseId) &&
      mayBeAsked(one, contact ?? one, moment),
  );
  if (!asked) return;
  const open = await tasksOpen(tx, { mine: false, victimId });
  if (!open.some(({ kind }) => kind === 'ask_again')) await raiseTask(tx, { victimId, kind: 'ask_again' });
}
