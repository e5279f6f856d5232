import { openCase } from '#casework/case/store.server.ts';
import type { AfterNo } from '#casework/choice/rules.ts';
import { answerChoices, choicesOf } from '#casework/choice/store.server.ts';
import type { NewPerson } from '#casework/victim/form.server.ts';
import { takeOn } from '#casework/victim/store.server.ts';
import { type StaffActor, transactionAs, type VictimActor } from '#db/transaction.server.ts';

export type SomeonesCase = { victimId: string; caseId: string; reference: string; me: VictimActor };

/** A person as a form would give them, with what the test cares about. */
export const person = (said: Partial<NewPerson> = {}): NewPerson => ({
  name: 'Sam Field',
  callMe: 'Sam',
  basis: 'direct',
  birthDate: null,
  presumedUnder18: false,
  enhancedRights: [],
  languageSpoken: 'en',
  languageWritten: 'en',
  interpreter: false,
  ...said,
});

/** Takes someone on and opens a case for them, as one worker would. */
export function someone(
  worker: StaffActor,
  said: Partial<NewPerson> = {},
  detailsReceivedAt = new Date(),
): Promise<SomeonesCase> {
  return transactionAs(worker, async (tx) => {
    const { victimId } = await takeOn(tx, person(said));
    const { caseId, reference } = await openCase(tx, {
      victimId,
      incident: { kind: 'robbery', happenedOn: null, children: ['', ''] },
      workerId: worker.staffId,
      receivedFrom: 'police',
      detailsReceivedAt,
    });
    const { serviceId } = worker;
    return { victimId, caseId, reference, me: { role: 'victim', serviceId, victimId, personId: victimId } };
  });
}

/** Has someone answer choices on their own page, each named `purpose/topic/channel`; `afterNo` is whether a no may be asked about again. */
export function answer(
  who: SomeonesCase,
  names: readonly string[],
  said: 'agreed' | 'declined' = 'agreed',
  afterNo: AfterNo | null = null,
) {
  return transactionAs(who.me, async (tx) => {
    const present = await choicesOf(tx, who.victimId);
    const answers = present
      .filter((one) => names.includes(`${one.purpose}/${one.topic}/${one.channel}`))
      .map(({ id }) => ({
        id,
        answer: said,
        afterNo,
        words: { key: 'test', text: 'Shall we?', reviewState: 'source' as const },
      }));
    return answerChoices(tx, who.victimId, answers, {
      how: 'portal',
      askedBy: null,
      answeredAs: 'self',
      language: 'en',
      format: 'standard',
    });
  });
}
