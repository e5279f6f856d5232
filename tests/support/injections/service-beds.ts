import { recordMilestone } from '#casework/milestone/store.server.ts';
import { evidenceForm } from '#casework/promise/form.server.ts';
import { addEvidence, promiseOf } from '#casework/promise/store.server.ts';
import { approveLine, publishLine } from '#casework/public-line/approval.server.ts';
import { fieldOf } from '#casework/public-line/fields.ts';
import { lineForm } from '#casework/public-line/form.server.ts';
import { lineLanguages } from '#casework/public-line/rules.ts';
import { editionsOf, writeEdition } from '#casework/public-line/store.server.ts';
import { questionsForm } from '#casework/question-set/form.server.ts';
import { askedIn } from '#casework/question-set/rules.ts';
import { setQuestions } from '#casework/question-set/store.server.ts';
import { replyForm, templateForm } from '#casework/reply/form.server.ts';
import { sendReply } from '#casework/reply/send.server.ts';
import { draftReply } from '#casework/reply/store.server.ts';
import { keepTemplate } from '#casework/reply/template.server.ts';
import { themeForm } from '#casework/theme/form.server.ts';
import { beginTheme } from '#casework/theme/store.server.ts';
import { updateForm } from '#casework/update/form.server.ts';
import { updatesOf, writeUpdate } from '#casework/update/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { someone } from '../people.ts';
import { say } from '../told-us.ts';
import { atHome, atTheDesk, type Bed, byWorker, type Ground, type Shown } from './bed.ts';

const noticed = { source: 'we_noticed', title: 'Waiting', what: 'Ring sooner', dueOn: '2999-01-01' };

const began = (said: { title: string } | { what: string }, { worker }: Ground) =>
  transactionAs(worker, (tx) =>
    beginTheme(tx, themeForm.parse({ ...noticed, ownerId: worker.staffId, ...said })),
  );

const themeBed = (field: 'title' | 'what', longest: number): Bed => ({
  ...{ longest, most: 6, atOnce: 110 },
  plant: async (values, ground) => {
    const shown: Shown[] = [];
    for (const value of values) {
      const { themeId } = await began(field === 'title' ? { title: value } : { what: value }, ground);
      shown.push(atTheDesk(`/you-said/${themeId}`));
    }
    return shown;
  },
});

const updateBed = (field: 'happened' | 'next'): Bed => ({
  ...{ longest: 4000, most: 7 },
  plant: async (values, { worker, who }) => {
    const shown: Shown[] = [];
    for (const value of values) {
      const words = { happened: 'They met.', next: 'We will write.', [field]: value };
      const { updateId } = await transactionAs(worker, async (tx) => {
        const happenedOn = new Date().toISOString().slice(0, 10);
        const { milestoneId } = await recordMilestone(tx, who.caseId, { kind: 'panel', happenedOn });
        const about = { milestoneId, topic: 'progress', language: 'en' };
        return writeUpdate(tx, who.caseId, updateForm.parse({ ...about, ...words }));
      });
      const all = await transactionAs(who.me, (tx) => updatesOf(tx, who.victimId));
      const { length } = all.filter(({ state }) => state === 'published');
      shown.push(atTheDesk(`/cases/${who.caseId}/update/${updateId}`), atHome(`/updates/${length}`));
    }
    return shown;
  },
});

const replyBed = (field: 'words' | 'english'): Bed => ({
  ...{ longest: 5000, most: 6 },
  plant: async (values, { worker, who }) => {
    const shown: Shown[] = [];
    // English stands beside an answer only where the person reads another language.
    const other = field === 'english' ? await someone(worker, { languageWritten: 'pl' }) : who;
    for (const value of values) {
      const feedbackId = await say(other);
      const typed = { words: 'Zadzwonimy.', english: '', reviewState: 'own_words', [field]: value };
      const replyId = await transactionAs(worker, (tx) => draftReply(tx, feedbackId, replyForm.parse(typed)));
      if (field === 'words') await transactionAs(worker, (tx) => sendReply(tx, replyId));
      shown.push(atTheDesk(`/feedback/${feedbackId}`, undefined, 'worker'));
    }
    return shown;
  },
});

/** An edition of one line whose words in every language are these, two values a language, approved and on the public page. */
async function publicLine(values: readonly string[], ground: Ground): Promise<Shown[]> {
  const { themeId } = await began({ title: 'Waiting' }, ground);
  const typed = lineLanguages.flatMap((language, at) => {
    const [youSaid, weDid = 'Done.'] = values.slice(at * 2, at * 2 + 2);
    return youSaid
      ? [
          [fieldOf('youSaid', language), youSaid],
          [fieldOf('weDid', language), weDid],
        ]
      : [];
  });
  const words = lineForm.parse(Object.fromEntries(typed));
  await transactionAs(ground.worker, (tx) => writeEdition(tx, themeId, words));
  await transactionAs(ground.manager, async (tx) => {
    const [edition] = await editionsOf(tx, themeId);
    if (!edition) throw new Error('No edition');
    await approveLine(tx, edition.lineId, edition.version);
    await publishLine(tx, edition.lineId);
  });
  return [atTheDesk(`/you-said/${themeId}`), atTheDesk(`/you-said/${themeId}/words`)];
}

/** What a service writes to people and the public, by the name of the field. */
export const serviceBeds: Record<string, Bed> = {
  'promise evidenceForm.note': byWorker(4000, 7, async (tx, note, { things }) => {
    const promise = await promiseOf(tx, things.openThemeId ?? '');
    await addEvidence(tx, promise?.promiseId ?? '', evidenceForm.parse({ note }).note);
  }),
  'public-line lineForm.*': {
    ...{ longest: 600, most: 40 },
    takes: (text) => lineForm.safeParse({ 'youSaid-en': text, 'weDid-en': text }).success,
    plant: async (values, ground) => {
      const shown: Shown[] = [];
      for (let at = 0; at < values.length; at += 10)
        shown.push(...(await publicLine(values.slice(at, at + 10), ground)));
      return shown;
    },
  },
  'question-set questionsForm.*': {
    ...{ longest: 300, most: 25 },
    plant: async (values, { manager }) => {
      const typed = values.map((value, at) => [`q${(at % 5) + 1}.${askedIn[Math.floor(at / 5)]}`, value]);
      const { stage, questions } = questionsForm.parse({ stage: 'order', ...Object.fromEntries(typed) });
      await transactionAs(manager, (tx) => setQuestions(tx, stage, questions));
      return [atTheDesk('/feedback/questions?stage=order')];
    },
  },
  'reply replyForm.words': replyBed('words'),
  'reply replyForm.english': replyBed('english'),
  'reply templateForm.words': {
    ...{ longest: 5000, most: 6 },
    plant: async (values, { manager }) => {
      for (const [at, words] of values.entries())
        await transactionAs(manager, (tx) =>
          keepTemplate(tx, templateForm.parse({ key: `planted-${at}`, language: 'en', words })),
        );
      return undefined;
    },
  },
  'theme themeForm.title': themeBed('title', 200),
  'theme themeForm.what': themeBed('what', 500),
  'update updateForm.happened': updateBed('happened'),
  'update updateForm.next': updateBed('next'),
};
