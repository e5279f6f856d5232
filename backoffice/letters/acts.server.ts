import { z } from 'zod';
import { postedForm } from '#casework/print-run/form.server.ts';
import { postRun, settleApart, undoRun } from '#casework/print-run/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { FieldProblem } from '#web/form.server.ts';

/** Every press on the page of a pile, by what it does. */
export const pileActs = z.discriminatedUnion('act', [
  postedForm.extend({ act: z.literal('post') }),
  z.object({ act: z.literal('undo') }),
  z.object({ act: z.enum(['taken_out', 'left']), letter: z.uuid() }),
]);
export type PileAct = z.output<typeof pileActs>;

/** Does what was pressed; gives back what is in the way of it, where something is. */
export async function actOnPile(
  tx: Tx<StaffActor>,
  runId: string,
  pressed: PileAct,
): Promise<FieldProblem | null> {
  if (pressed.act === 'undo') await undoRun(tx, runId);
  else if ('letter' in pressed) await settleApart(tx, runId, pressed.letter, pressed.act);
  else {
    const posted = await postRun(tx, runId, pressed.on);
    if (!posted.done) return { field: 'on', problem: `printRun.on.${posted.why}` };
  }
  return null;
}
