import { changeAdjustments } from '#casework/adjustment/store.server.ts';
import { addContactPoint } from '#casework/contact-point/store.server.ts';
import { issueInvitation } from '#casework/invitation/store.server.ts';
import { notePrinted, printRunLetters, type ToPrint, type Wanted } from '#casework/print-run/print.server.ts';
import { type RunInFull, runOf } from '#casework/print-run/store.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { sendDue } from '#messaging/deliver.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';
import { deskProvider } from '#messaging/providers/desk.server.ts';
import { answer, oneOf, type Person, presentOf, someone } from './someone.ts';

/** Somebody with an address who said yes to letters and to hearing how it is going. */
export async function someoneWithAnAddress(
  worker: StaffActor,
  address = '4 Greengage Lane\nRivermead\nRM1 2AB',
): Promise<Person & { addressId: string }> {
  const who = await someone(worker);
  const { id } = await transactionAs(worker, (tx) =>
    addContactPoint(tx, who.victimId, {
      ...{ kind: 'address', value: address, source: 'police', shared: false, watched: false },
    }),
  );
  for (const name of ['contact//', 'contact//letter', 'updates/progress/']) await answer(who, name, 'agreed');
  return { ...who, addressId: id };
}

/** A letter that says there is something new, in the queue. */
export async function newsByLetter(worker: StaffActor, who: Person & { addressId: string }): Promise<string> {
  const present = await presentOf(who);
  return transactionAs(worker, (tx) =>
    enqueue(tx, {
      ...{ victimId: who.victimId, caseId: who.caseId, updateId: null, kind: 'update', channel: 'letter' },
      ...{ contactPointId: who.addressId, topicChoiceId: oneOf(present, 'updates/progress/').id },
      channelChoiceId: oneOf(present, 'contact//letter').id,
      facts: { kind: 'update', content: 'nudge', phone: '01632 960001' },
    }),
  );
}

/** A card for somebody, in a letter in the queue. */
export const cardByLetter = (worker: StaffActor, { victimId }: Person) =>
  transactionAs(worker, (tx) => issueInvitation(tx, victimId, { how: 'letter', word: 'lighthouse' }));

// A Wednesday noon within the lifetime of whatever is queued now.
function wednesdayNoon(): Date {
  const day = new Date(Date.now() + 86_400_000);
  while (day.getUTCDay() !== 3) day.setUTCDate(day.getUTCDate() + 1);
  day.setUTCHours(12, 0, 0, 0);
  return day;
}

/** Everything queued comes to be printed. */
export async function comesToBePrinted({ serviceId }: StaffActor): Promise<void> {
  await sendDue(serviceId, { at: wednesdayNoon(), providerFor: () => deskProvider, limit: 50 });
}

/** From now on no letters. */
export const noLetters = (worker: StaffActor, { victimId }: Person) =>
  transactionAs(worker, (tx) => changeAdjustments(tx, victimId, [{ kind: 'no_letters', note: '' }]));

/** Prints a run, or some of its letters, as pressing the button does but for the PDF; null where nothing may be printed. */
export async function printed(actor: StaffActor, runId: string, wanted: Wanted): Promise<ToPrint | null> {
  const made = await transactionAs(actor, (tx) => printRunLetters(tx, runId, wanted));
  if (made) await transactionAs(actor, (tx) => notePrinted(tx, runId, made.made));
  return made;
}

/** A run as somebody of the staff sees it. */
export async function seenBy(actor: StaffActor, runId: string): Promise<RunInFull> {
  const run = await transactionAs(actor, (tx: Tx<StaffActor>) => runOf(tx, runId));
  if (!run) throw new Error('There is no such run');
  return run;
}
