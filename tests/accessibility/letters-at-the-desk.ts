import { changeAdjustments } from '#casework/adjustment/store.server.ts';
import { makeRun } from '#casework/print-run/making.server.ts';
import { letterReturned } from '#casework/print-run/returned.server.ts';
import { postRun } from '#casework/print-run/store.server.ts';
import { localDate } from '#casework/working-day/rules.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import {
  cardByLetter,
  comesToBePrinted,
  newsByLetter,
  noLetters,
  printed,
  seenBy,
  someoneWithAnAddress,
} from '../support/letters.ts';

const pile = async (worker: StaffActor) => String(await transactionAs(worker, makeRun));

/**
 * A pile that was posted, of which a letter came back; one to post, with a letter to take out and one that was not printed with
 * the others; and a letter in none.
 */
export async function lettersAtTheDesk(worker: StaffActor): Promise<Record<string, string>> {
  const today = localDate(new Date());
  const people = [await someoneWithAnAddress(worker), await someoneWithAnAddress(worker)] as const;
  for (const who of people) await newsByLetter(worker, who);
  await comesToBePrinted(worker);
  const postedRunId = await pile(worker);
  await printed(worker, postedRunId, 'all');
  await transactionAs(worker, (tx) => postRun(tx, postedRunId, today));
  const [back] = (await seenBy(worker, postedRunId)).members;
  const reference = String(back?.reference).replace('-', '');
  await transactionAs(worker, (tx) => letterReturned(tx, { reference, on: today, why: 'gone_away' }));
  const more = [await someoneWithAnAddress(worker), await someoneWithAnAddress(worker)] as const;
  const leftOut = await someoneWithAnAddress(worker);
  for (const who of [...more, leftOut]) await cardByLetter(worker, who);
  await comesToBePrinted(worker);
  const letterRunId = await pile(worker);
  await noLetters(worker, leftOut);
  await printed(worker, letterRunId, 'all');
  await transactionAs(worker, (tx) => changeAdjustments(tx, leftOut.victimId, []));
  await noLetters(worker, more[0]);
  await newsByLetter(worker, more[1]);
  await newsByLetter(worker, await someoneWithAnAddress(worker, `${'Long'.repeat(12)} Lane, Rivermead`));
  await comesToBePrinted(worker);
  await newsByLetter(worker, more[0]);
  return { postedRunId, letterRunId };
}
