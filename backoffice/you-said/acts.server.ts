import { z } from 'zod';
import { checkForm, endPromiseForm, evidenceForm } from '#casework/promise/form.server.ts';
import { addEvidence, checkEvidence, endPromise, promiseOf } from '#casework/promise/store.server.ts';
import {
  approveLine,
  publishLine,
  sendBackLine,
  takeDownLine,
} from '#casework/public-line/approval.server.ts';
import { takeDownForm } from '#casework/public-line/form.server.ts';
import { tellWhoAsked } from '#casework/public-line/told.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { orNotThere } from '../not-there.server.ts';

const line = z.object({ lineId: z.uuid() });
const seen = z.coerce.number().int();

/** Everything that is done on a theme's page, told apart by the button that was pressed. */
export const actForm = z.discriminatedUnion('intent', [
  evidenceForm.extend({ intent: z.literal('evidence') }),
  checkForm.extend({ intent: z.literal('check') }),
  endPromiseForm.extend({ intent: z.literal('end') }),
  line.extend({ intent: z.literal('approve'), version: seen }),
  line.extend({ intent: z.literal('send_back') }),
  line.extend({ intent: z.literal('publish') }),
  takeDownForm.extend({ intent: z.literal('take_down'), lineId: z.uuid() }),
  line.extend({ intent: z.literal('tell') }),
]);
type Act = z.output<typeof actForm>;

/** Does it, and gives back what the page is to say afterwards, as a query. */
export async function act(tx: Tx<StaffActor>, themeId: string, asked: Act): Promise<string> {
  switch (asked.intent) {
    case 'approve':
      await approveLine(tx, asked.lineId, asked.version);
      return '';
    case 'send_back':
      await sendBackLine(tx, asked.lineId);
      return '';
    case 'publish':
      await publishLine(tx, asked.lineId);
      return '';
    case 'take_down':
      await takeDownLine(tx, asked.lineId, asked.because);
      return '';
    case 'tell': {
      const { told, byPhone } = await tellWhoAsked(tx, asked.lineId);
      return `?told=${told}&ring=${byPhone}`;
    }
    default:
      await actOnPromise(tx, themeId, asked);
      return '';
  }
}

async function actOnPromise(
  tx: Tx<StaffActor>,
  themeId: string,
  asked: Extract<Act, { intent: 'evidence' | 'check' | 'end' }>,
): Promise<void> {
  const { promiseId } = orNotThere(await promiseOf(tx, themeId));
  if (asked.intent === 'evidence') await addEvidence(tx, promiseId, asked.note);
  else if (asked.intent === 'check') await checkEvidence(tx, promiseId, asked);
  else await endPromise(tx, promiseId, asked.outcome);
}
