import { randomUUID } from 'node:crypto';
import { giveFeedback } from '#casework/feedback/store.server.ts';
import { addEvidence, checkEvidence, endPromise, promiseOf } from '#casework/promise/store.server.ts';
import { approveLine, publishLine, takeDownLine } from '#casework/public-line/approval.server.ts';
import type { WordsOf } from '#casework/public-line/rules.ts';
import { editionsOf, writeEdition } from '#casework/public-line/store.server.ts';
import { tellWhoAsked } from '#casework/public-line/told.server.ts';
import { beginTheme } from '#casework/theme/store.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import type { SomeonesCase } from '../support/people.ts';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const lines: Record<string, WordsOf> = {
  calls: {
    en: {
      youSaid: 'You wait too long before anyone rings.',
      weDid: 'We ring within two working days.',
      reviewState: 'own_words',
    },
    ar: {
      youSaid: 'تنتظرون طويلا قبل أن يتصل بكم أحد.',
      weDid: 'نتصل خلال يومي عمل.',
      reviewState: 'machine',
    },
  },
  letters: {
    en: {
      youSaid: 'Our letters are hard to read.',
      weDid: 'Write every letter anew.',
      reviewState: 'own_words',
    },
  },
  rooms: {
    en: {
      youSaid: 'Our rooms are cold.',
      weDid: 'The building is not ours to heat.',
      reviewState: 'own_words',
    },
  },
};

/** Lines of several standings for the public, one that was taken down, and a draft that waits for a second person. */
export async function whatChanged(
  worker: StaffActor,
  manager: StaffActor,
  asker: SomeonesCase,
): Promise<Record<string, string>> {
  const feedbackId = randomUUID();
  const said = { about: 'contact', notMyWorker: false, wantsAnswer: true, language: 'en' } as const;
  await transactionAs(asker.me, (tx) =>
    giveFeedback(tx, feedbackId, { ...said, words: 'I waited by the phone.' }),
  );
  const begin = (title: string, feedback: string[] = []) =>
    transactionAs(worker, (tx) =>
      beginTheme(tx, {
        ...{
          source: 'we_noticed',
          title,
          feedback,
          what: 'See to it',
          ownerId: worker.staffId,
          dueOn: inDays(30),
        },
      }),
    );
  const publish = async (themeId: string, words: WordsOf) => {
    const { lineId } = await transactionAs(worker, (tx) => writeEdition(tx, themeId, words));
    await transactionAs(manager, async (tx) => {
      const [edition] = await editionsOf(tx, themeId);
      await approveLine(tx, lineId, edition?.version ?? 0);
      await publishLine(tx, lineId);
    });
    return lineId;
  };
  const { themeId } = await begin('Waiting for a call', [feedbackId]);
  const promiseId = (await transactionAs(worker, (tx) => promiseOf(tx, themeId)))?.promiseId ?? '';
  const evidenceId = await transactionAs(worker, (tx) =>
    addEvidence(tx, promiseId, 'The call log of a month.'),
  );
  await transactionAs(worker, (tx) => addEvidence(tx, promiseId, 'What callers told us afterwards.'));
  await transactionAs(manager, (tx) => checkEvidence(tx, promiseId, { evidenceId, verdict: 'shown' }));
  const told = await publish(themeId, lines.calls ?? {});
  await transactionAs(worker, (tx) => tellWhoAsked(tx, told));
  const { themeId: openThemeId } = await begin('Letters');
  await publish(openThemeId, lines.letters ?? {});
  await transactionAs(worker, (tx) => writeEdition(tx, openThemeId, lines.letters ?? {}));
  const { themeId: roomsId } = await begin('Cold rooms');
  const roomsPromise = (await transactionAs(worker, (tx) => promiseOf(tx, roomsId)))?.promiseId ?? '';
  await transactionAs(worker, (tx) => endPromise(tx, roomsPromise, 'not_done'));
  await publish(roomsId, lines.rooms ?? {});
  const { themeId: downThemeId } = await begin('Said too much');
  const down = await publish(downThemeId, lines.letters ?? {});
  await transactionAs(manager, (tx) => takeDownLine(tx, down, 'could_identify'));
  return { themeId, openThemeId, downThemeId };
}
