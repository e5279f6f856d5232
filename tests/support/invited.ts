import { issueInvitation } from '#casework/invitation/store.server.ts';
import { recordMilestone } from '#casework/milestone/store.server.ts';
import { writeUpdate } from '#casework/update/store.server.ts';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import type { Language } from '#locales/languages.ts';
import { type SomeonesCase, someone } from './people.ts';

export type Invited = SomeonesCase & { card: { locator: string; secret: string }; word: string };

/** Somebody taken on who has a card in hand and agreed a word with the worker. */
export async function invited(
  worker: StaffActor,
  said: { name: string; callMe: string; languageWritten?: Language },
  word: string,
): Promise<Invited> {
  const person = await someone(worker, said);
  const card = await transactionAs(worker, (tx) =>
    issueInvitation(tx, person.victimId, { how: 'hand', word }),
  );
  return { ...person, card, word };
}

const panelMet = {
  en: { happened: 'The child responsible met a panel.', next: 'They now do what was agreed there.' },
  ar: { happened: 'التقى الطفل المسؤول بلجنة.', next: 'يقوم الآن بما اتُّفق عليه هناك.' },
};

/** Puts the news of a panel on somebody's own page, and queues what they agreed to. */
export function tellOfPanel(worker: StaffActor, { caseId }: SomeonesCase, language: 'en' | 'ar') {
  const happenedOn = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format();
  return transactionAs(worker, async (tx) => {
    const { milestoneId } = await recordMilestone(tx, caseId, { kind: 'panel', happenedOn });
    return writeUpdate(tx, caseId, {
      ...{ milestoneId, ...panelMet[language], topic: 'progress', nextBy: null, language },
      ...{ channels: ['text', 'email'], reviewState: language === 'en' ? 'own_words' : 'machine' },
    });
  });
}
