import { makeBrief } from '#casework/brief/store.server.ts';
import { contactPreferenceForm } from '#casework/contact-preference/form.server.ts';
import { changeContactPreference } from '#casework/contact-preference/store.server.ts';
import { extractAnswerForm, proposalForm } from '#casework/extract/form.server.ts';
import { extractsOf } from '#casework/extract/store.server.ts';
import { anonymousForm, sayForm } from '#casework/feedback/form.server.ts';
import { giveAnonymously, giveFeedback, ownFeedback } from '#casework/feedback/store.server.ts';
import { concernForm } from '#casework/safety-concern/form.server.ts';
import { raiseConcern } from '#casework/safety-concern/store.server.ts';
import { clearDraft, draftOf, saveDraft } from '#casework/statement/draft.server.ts';
import { draftForm } from '#casework/statement/form.server.ts';
import { statementsOf } from '#casework/statement/own.server.ts';
import { callMeForm } from '#casework/victim/form.server.ts';
import { changeWhatToCall, victimOf } from '#casework/victim/store.server.ts';
import { asVisitor, transactionAs } from '#db/transaction.server.ts';
import { answerTo, propose } from '../extracts.ts';
import { withWords } from '../someone.ts';
import { mayRead, send, write } from '../statements.ts';
import { atHome, atTheDesk, type Bed, type Ground, type Shown } from './bed.ts';

/** Sends words as a statement of the person's own. */
async function sent(typed: string, { who, worker }: Ground) {
  const { words } = draftForm.parse({ piece: 'free', words: typed, page: crypto.randomUUID() });
  // Two texts of one question stand in the way of sending, so what is half written goes first.
  await transactionAs(who.me, async (tx) => {
    const half = await draftOf(tx, who.caseId);
    if (half) await clearDraft(tx, half.draftId);
  });
  await write(who, words);
  await send(who, mayRead(['panel']));
  const all = await transactionAs(who.me, statementsOf);
  const [last] = all.toSorted((a, b) => b.number - a.number);
  if (!last) throw new Error('Nothing was sent');
  return { ...last, worker };
}

/** Proposes words for the panel, and answers as the person would where there is an answer. */
async function extracted(words: string, answered: string | null, ground: Ground) {
  const { statementId } = await sent(words, ground);
  const made = await propose(
    ground.worker,
    statementId,
    proposalForm.parse({ audience: 'panel', words }).words,
  );
  if ('problem' in made) throw new Error(made.problem);
  const [newest] = (await transactionAs(ground.who.me, extractsOf)).toSorted((a, b) => b.number - a.number);
  if (!newest) throw new Error('Nothing was proposed');
  if (answered !== null) await answerTo(ground.who, newest.number, answered);
  return { ...made, number: newest.number, statementId };
}

/** What somebody writes on their own pages, by the name of the field. */
export const ownBeds: Record<string, Bed> = {
  'extract proposalForm.words': {
    ...{ longest: 100_000, most: 1 },
    plant: async ([typed = ''], ground) => {
      const { extractId, number } = await extracted(typed, null, ground);
      return [atTheDesk(`/extracts/${extractId}`, undefined, 'worker'), atHome(`/words/extracts/${number}`)];
    },
  },
  'extract extractAnswerForm.words': {
    ...{ longest: 100_000, most: 1 },
    plant: async ([typed = ''], ground) => {
      const form = extractAnswerForm.parse({ answer: 'approved', words: typed });
      const { extractId, number } = await extracted('What she said.', form.words ?? '', ground);
      const brief = await transactionAs(ground.worker, (tx) => makeBrief(tx, extractId, 'pdf'));
      Object.assign(ground.things, { plantedBriefId: brief.briefId });
      return [
        ...[`/extracts/${extractId}`, `/briefs/${brief.briefId}`].map((path) =>
          atTheDesk(path, undefined, 'worker'),
        ),
        atHome(`/words/extracts/${number}`),
      ];
    },
  },
  'feedback anonymousForm.words': {
    ...{ longest: 5000, most: 6 },
    plant: async (values, { worker }) => {
      const shown: Shown[] = [];
      for (const words of values) {
        const id = crypto.randomUUID();
        const said = { ...anonymousForm.parse({ about: 'other', words }), language: 'en' };
        await asVisitor(worker.serviceId, (tx) => giveAnonymously(tx, id, said));
        shown.push(atTheDesk(`/feedback/${id}`));
      }
      return shown;
    },
  },
  'feedback sayForm.words': {
    ...{ longest: 5000, most: 6 },
    plant: async (values, { who: { me } }) => {
      const shown: Shown[] = [];
      for (const words of values) {
        const id = crypto.randomUUID();
        const said = { ...sayForm.parse({ about: 'contact', wantsAnswer: 'yes', words }), language: 'en' };
        const all = await transactionAs(me, async (tx) => {
          await giveFeedback(tx, id, said);
          return ownFeedback(tx);
        });
        const number = all.find(({ feedbackId }) => feedbackId === id)?.number;
        shown.push(atTheDesk(`/feedback/${id}`), atHome(`/say/${number}`));
      }
      return shown;
    },
  },
  'safety-concern concernForm.words': {
    ...{ longest: 5000, most: 6 },
    plant: async (values, { who: { me, victimId, caseId } }) => {
      const shown: Shown[] = [];
      for (const typed of values) {
        const { words } = concernForm.parse({ words: typed });
        const { concernId } = await transactionAs(me, (tx) =>
          raiseConcern(tx, { victimId, caseId, words, takenBy: 'portal' }),
        );
        shown.push(atTheDesk(`/concerns/${concernId}`, {}, 'worker'));
      }
      return shown;
    },
  },
  'contact-preference contactPreferenceForm.languageSpoken': {
    ...{ longest: 40, most: 1, replaces: true },
    plant: async ([typed = ''], { who: { me, victimId } }) => {
      const { languageSpoken } = contactPreferenceForm.parse({ channels: ['phone'], languageSpoken: typed });
      await transactionAs(me, (tx) => changeContactPreference(tx, victimId, { languageSpoken }, withWords));
      return undefined;
    },
  },
  // Last: what is left half written here would be sent with the others.
  'statement draftForm.words': {
    ...{ longest: 100_000, most: 1 },
    plant: async ([typed = ''], ground) => {
      const form = draftForm.parse({ piece: 'free', words: typed, page: crypto.randomUUID() });
      const { number, statementId } = await sent(form.words, ground);
      const { me, caseId } = ground.who;
      await transactionAs(me, (tx) => saveDraft(tx, { ...form, caseId, language: 'en' }));
      const days = { ...form, piece: 'days', page: crypto.randomUUID() } as const;
      await transactionAs(me, (tx) => saveDraft(tx, { ...days, caseId, language: 'en' }));
      return [
        ...['/words/free', '/words/check', `/words/${number}`, `/words/${number}/print`].map(atHome),
        atTheDesk(`/statements/${statementId}`, { why: 'prepare_extract' }, 'worker'),
        atTheDesk(`/statements/${statementId}/extract`, { intent: 'open' }, 'worker'),
      ];
    },
  },
  'victim callMeForm.callMe': {
    ...{ longest: 60, most: 1, replaces: true },
    plant: async ([typed = ''], { who: { me, victimId } }) => {
      const { callMe } = callMeForm.parse({ callMe: typed });
      await transactionAs(me, async (tx) => {
        const it = await victimOf(tx, victimId);
        await changeWhatToCall(tx, victimId, callMe, it?.version ?? 0);
      });
      return undefined;
    },
  },
};
