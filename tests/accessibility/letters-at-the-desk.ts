import { printRunLetters } from '#casework/print-run/print.server.ts';
import { letterReturned } from '#casework/print-run/returned.server.ts';
import { makeRun, postRun } from '#casework/print-run/store.server.ts';
import { localDate } from '#casework/working-day/rules.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import {
  cardByLetter,
  comesToBePrinted,
  newsByLetter,
  noLetters,
  seenBy,
  someoneWithAnAddress,
} from '../support/letters.ts';

const pile = async (worker: StaffActor) => String(await transactionAs(worker, makeRun));

/** A pile that was posted, of which a letter came back; one to post, with a letter to take out; and a letter in none. */
export async function lettersAtTheDesk(worker: StaffActor): Promise<Record<string, string>> {
  const today = localDate(new Date());
  const people = [await someoneWithAnAddress(worker), await someoneWithAnAddress(worker)] as const;
  for (const who of people) await newsByLetter(worker, who);
  await comesToBePrinted(worker);
  const postedRunId = await pile(worker);
  await transactionAs(worker, (tx) => postRun(tx, postedRunId, today));
  const [back] = (await seenBy(worker, postedRunId)).members;
  const reference = String(back?.reference).replace('-', '');
  await transactionAs(worker, (tx) => letterReturned(tx, { reference, on: today, why: 'gone_away' }));
  const more = [await someoneWithAnAddress(worker), await someoneWithAnAddress(worker)] as const;
  for (const who of more) await cardByLetter(worker, who);
  await comesToBePrinted(worker);
  const letterRunId = await pile(worker);
  await transactionAs(worker, (tx) => printRunLetters(tx, letterRunId, null));
  await noLetters(worker, more[0]);
  await newsByLetter(worker, more[1]);
  await newsByLetter(worker, await someoneWithAnAddress(worker, `${'Long'.repeat(12)} Lane, Rivermead`));
  await comesToBePrinted(worker);
  await newsByLetter(worker, more[0]);
  return { postedRunId, letterRunId };
}
