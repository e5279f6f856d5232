import { attemptsOf, type PastAttempt } from '#casework/contact-attempt/store.server.ts';
import { newsToldBy } from '#casework/update/told.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { momentOf } from '../moments.server.ts';

const { t } = backofficeWords;

// Written down on another day than it happened, or nearly: whoever reads the log should know.
const lateMs = 12 * 3_600_000;

const inWords = ({ channel, direction, outcome }: PastAttempt) => ({
  method: t(`attempt.method.${direction}`, { channel: t(`attempt.channel.${channel}`) }),
  outcome: t(`attempt.outcome.${outcome}`),
});

/** Date, method, outcome and our reference, a line an attempt: no address, none of the person's words. */
export function forCaseSystem(attempts: readonly PastAttempt[], reference: string): string {
  return attempts
    .map((attempt) => {
      const { method, outcome } = inWords(attempt);
      return [momentOf(attempt.at).text, method, outcome, reference].join('; ');
    })
    .join('\n');
}

/** The contact log of a case, the newest first, and the text to copy from it. */
export async function logShown(
  tx: Tx<StaffActor>,
  { caseId, reference }: { caseId: string; reference: string },
) {
  const attempts = await attemptsOf(tx, caseId);
  const told = await newsToldBy(tx, caseId);
  return {
    copy: forCaseSystem(attempts, reference),
    attempts: attempts.map((attempt) => ({
      attemptId: attempt.attemptId,
      at: momentOf(attempt.at),
      ...inWords(attempt),
      staff: attempt.staff,
      note: attempt.note,
      interpreter: attempt.interpreter,
      told: told
        .filter(({ attemptId }) => attemptId === attempt.attemptId)
        .map(({ topic }) => t(`update.topics.${topic}`))
        .join('; '),
      writtenLate:
        attempt.recordedAt.getTime() - attempt.at.getTime() > lateMs
          ? momentOf(attempt.recordedAt).text
          : null,
    })),
  };
}

export type LogShown = Awaited<ReturnType<typeof logShown>>;
