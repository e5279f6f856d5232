import { z } from 'zod';
import { overrideAnswerForm, overrideForm } from '#casework/channel-override/form.server.ts';
import { answerOverride, overridesOf, proposeOverride } from '#casework/channel-override/store.server.ts';
import { dealWith, messageInFull, sendAgain } from '#casework/message/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { orNotThere } from '../not-there.server.ts';

const key = z.uuid();

/** Every press on the page of a message, by the name of its button. */
export const messageActs = z.discriminatedUnion('act', [
  z.object({ act: z.enum(['again', 'dealt_with', 'stop']), key }),
  overrideForm.extend({ act: z.literal('propose'), key }),
  z.object({
    ...{ act: overrideAnswerForm.shape.answer, key },
    overrideId: overrideAnswerForm.shape.overrideId,
  }),
]);
export type MessageAct = z.output<typeof messageActs>;

/** Does what was pressed and gives back the page to go to: with `late` where somebody was quicker or it is too late. */
export async function actOnMessage(tx: Tx<StaffActor>, id: string, pressed: MessageAct): Promise<string> {
  orNotThere(await messageInFull(tx, id));
  const here = (done: boolean) => (done ? `/messages/${id}` : `/messages/${id}?late=1`);
  if (pressed.act === 'propose') {
    orNotThere(tx.actor.role === 'manager' ? id : null);
    return here((await proposeOverride(tx, id, pressed.why)) !== null);
  }
  if ('overrideId' in pressed) {
    const { overrideId, act } = pressed;
    orNotThere((await overridesOf(tx, id)).find((one) => one.overrideId === overrideId));
    return here((await answerOverride(tx, overrideId, act)) === 'done');
  }
  if (pressed.act === 'again') return `/messages/${(await sendAgain(tx, id)) ?? `${id}?late=1`}`;
  return here(await dealWith(tx, id));
}
