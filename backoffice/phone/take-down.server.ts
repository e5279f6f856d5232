import type { Channel } from '#casework/choice/rules.ts';
import { answerChoices, type ChoiceNow, choicesOf } from '#casework/choice/store.server.ts';
import type { IssuedCard } from '#casework/invitation/store.server.ts';
import { formatOf, takeDownOnThePhone } from '#casework/phone-call/store.server.ts';
import { raiseConcern } from '#casework/safety-concern/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { CaseHere } from '../case-here.server.ts';
import type { Answers } from './answers.server.ts';
import { wordsReadOut } from './questions.server.ts';

export type Taken = { stopped: number; left: number; card: IssuedCard | null };

const isUnanswered = (one: ChoiceNow, refused: readonly Channel[]) =>
  one.purpose === 'contact' &&
  refused.some((channel) => channel === one.channel) &&
  one.state !== 'declined' &&
  one.state !== 'withdrawn';

/**
 * Takes a call down with the words that were read out. A channel refused aloud is a no in the ledger, also where it had
 * never been asked; a worry is a safety concern of its own.
 */
export async function takeDown(
  tx: Tx<StaffActor>,
  { it }: CaseHere,
  answers: Answers & { version: number },
  worker: string,
): Promise<Taken> {
  const { saidIn, refused, concern, key: _, ...call } = answers;
  const { victimId, caseId } = it;
  const words = wordsReadOut(saidIn, worker);
  const taken = await takeDownOnThePhone(tx, caseId, { ...call, language: saidIn, words });
  const nos = (await choicesOf(tx, victimId)).filter((one) => isUnanswered(one, refused));
  await answerChoices(
    tx,
    victimId,
    nos.map(({ id }) => ({ id, answer: 'declined' as const, words: words.contact })),
    {
      ...{ how: call.how, askedBy: tx.actor.staffId, answeredAs: call.answeredAs, language: saidIn },
      format: formatOf(call.how),
    },
  );
  const takenBy = call.how === 'paper' ? 'visit' : call.how;
  if (concern) await raiseConcern(tx, { victimId, caseId, words: concern, takenBy });
  return { stopped: taken.stopped.length, left: taken.left.length, card: taken.card };
}
