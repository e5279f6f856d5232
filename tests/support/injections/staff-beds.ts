import { adjustmentsForm } from '#casework/adjustment/form.server.ts';
import { changeAdjustments } from '#casework/adjustment/store.server.ts';
import { readerForm } from '#casework/brief/form.server.ts';
import { giveBrief } from '#casework/brief/store.server.ts';
import { channelLockForm } from '#casework/channel-lock/form.server.ts';
import { channelLocksOf, liftChannelLock, lockChannel } from '#casework/channel-lock/store.server.ts';
import { overrideForm } from '#casework/channel-override/form.server.ts';
import { answerOverride, overridesOf, proposeOverride } from '#casework/channel-override/store.server.ts';
import { attemptForm } from '#casework/contact-attempt/form.server.ts';
import { recordAttempt } from '#casework/contact-attempt/store.server.ts';
import { contactPointForm } from '#casework/contact-point/form.server.ts';
import { addContactPoint } from '#casework/contact-point/store.server.ts';
import { expectDecision, recordDecisionHeld } from '#casework/decision/store.server.ts';
import { saidToStaffForm } from '#casework/feedback/form.server.ts';
import { takeDownFeedback } from '#casework/feedback/store.server.ts';
import { holdForLeak, releaseLeak } from '#casework/leak/finding.server.ts';
import { releaseForm } from '#casework/leak/form.server.ts';
import { leaksIn } from '#casework/leak/store.server.ts';
import { proxyForm } from '#casework/proxy/form.server.ts';
import { addProxy } from '#casework/proxy/store.server.ts';
import { concernTakenForm } from '#casework/safety-concern/form.server.ts';
import { raiseConcern } from '#casework/safety-concern/store.server.ts';
import { takenDownForm } from '#casework/statement/form.server.ts';
import { personForm } from '#casework/victim/form.server.ts';
import { voiceNoteForm } from '#casework/voice-note/form.server.ts';
import { writeVoiceNote } from '#casework/voice-note/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { person, someone } from '../people.ts';
import { takeDown } from '../statements.ts';
import { atTheDesk, type Bed, byWorker } from './bed.ts';

const spokesperson = { kind: 'family_spokesperson', name: 'Wren', evidence: 'A letter', endsOn: '' };
const now = () => ({ on: new Date().toISOString().slice(0, 10), time: '00:01' });
let waiting = 60;
const thing = (things: Record<string, string>, name: string) => things[name] ?? '';

/** What staff write about someone, by the name of the field. */
export const staffBeds: Record<string, Bed> = {
  'adjustment adjustmentsForm.note': {
    ...byWorker(500, 1, (tx, note, { who }) =>
      changeAdjustments(tx, who.victimId, adjustmentsForm.parse({ kind: ['other'], note })),
    ),
    replaces: true,
  },
  'brief readerForm.name': byWorker(200, 110, (tx, name, { things }) =>
    giveBrief(tx, thing(things, 'briefId'), readerForm.parse({ role: 'panel_member', name })),
  ),
  'channel-lock channelLockForm.note': {
    // One way only: what waits for that way says why it is shut, and nothing of any other.
    ...{ longest: 500, most: 1, replaces: true },
    plant: async ([note], { manager, who: { victimId } }) => {
      // Both at once: nothing that waits behind the one lock may leave before there is the other.
      await transactionAs(manager, async (tx) => {
        const before = await channelLocksOf(tx, victimId);
        for (const { lockId, channel } of before)
          if (channel === 'letter') await liftChannelLock(tx, victimId, lockId);
        const lock = channelLockForm.parse({ channel: 'letter', reason: 'other', note });
        await lockChannel(tx, victimId, lock);
      });
      return undefined;
    },
  },
  'channel-override overrideForm.why': {
    ...{ longest: 1000, most: 4 },
    plant: async (values, { manager, things }) => {
      const messageId = thing(things, 'lockedMessageId');
      for (const typed of values)
        await transactionAs(manager, async (tx) => {
          const [last] = await overridesOf(tx, messageId);
          if (last?.state === 'waiting') await answerOverride(tx, last.overrideId, 'withdrawn');
          await proposeOverride(tx, messageId, overrideForm.parse({ why: typed }).why);
        });
      return undefined;
    },
  },
  'contact-attempt attemptForm.note': byWorker(2000, 12, (tx, note, { who }) =>
    recordAttempt(
      tx,
      who.caseId,
      attemptForm.parse({ channel: 'phone', outcome: 'no_answer', ...now(), note }),
    ),
  ),
  'contact-point contactPointForm.value': {
    ...byWorker(400, 3, async (tx, value, { who }) => {
      const typed = contactPointForm.parse({ kind: 'address', value });
      const { id } = await addContactPoint(tx, who.victimId, { ...typed, source: 'police' });
      return atTheDesk(`/cases/${who.caseId}/contact`, { intent: 'reveal', pointId: id }, 'worker');
    }),
    atOnce: 55,
  },
  'feedback saidToStaffForm.words': byWorker(5000, 6, async (tx, words, { who }) => {
    const id = crypto.randomUUID();
    const how = { about: 'contact', how: 'phone', language: 'en', wantsAnswer: 'no', notMyWorker: 'no' };
    await takeDownFeedback(tx, who.caseId, id, saidToStaffForm.parse({ ...how, words }));
    return atTheDesk(`/feedback/${id}`);
  }),
  'leak releaseForm.reason': {
    ...{ longest: 2000, most: 3, atOnce: 12 },
    plant: async (values, { worker, manager, who: { victimId, caseId } }) => {
      const shown = [];
      for (const reason of values) {
        const words = 'We spoke with Corvin.';
        const leakId = await transactionAs(worker, async (tx) => {
          const leaks = await leaksIn(tx, { victimId }, words);
          const about = { subjectKind: 'update', subjectId: crypto.randomUUID(), victimId, caseId } as const;
          return holdForLeak(tx, { ...about, words, leaks });
        });
        await transactionAs(manager, (tx) => releaseLeak(tx, leakId, releaseForm.parse({ reason }).reason));
        shown.push(atTheDesk(`/leaks/${leakId}`));
      }
      return shown;
    },
  },
  'proxy proxyForm.name': {
    ...byWorker(120, 20, (tx, name, { who }) =>
      addProxy(tx, who.victimId, proxyForm.parse({ ...spokesperson, name })),
    ),
    atOnce: 200,
  },
  'proxy proxyForm.evidence': byWorker(400, 55, (tx, evidence, { who }) =>
    addProxy(tx, who.victimId, proxyForm.parse({ ...spokesperson, evidence })),
  ),
  'safety-concern concernTakenForm.words': byWorker(5000, 6, async (tx, words, { who }) => {
    const typed = concernTakenForm.parse({ words, takenBy: 'phone' });
    const { concernId } = await raiseConcern(tx, { victimId: who.victimId, caseId: who.caseId, ...typed });
    return atTheDesk(`/concerns/${concernId}`, {}, 'worker');
  }),
  'statement takenDownForm.words': {
    ...{ longest: 100_000, most: 1 },
    plant: async (values, { worker, who }) => {
      const shown = [];
      for (const words of values) {
        const how = { how: 'phone', capacity: 'self', writtenIn: 'en' };
        const made = await takeDown(worker, who, takenDownForm.parse({ ...how, words }).words);
        shown.push(atTheDesk(`/statements/${made.statementId}`, { why: 'take_down_check' }, 'worker'));
      }
      return shown;
    },
  },
  'victim personForm.name': {
    ...{ longest: 120, most: 12, atOnce: 20 },
    plant: async (values, { worker }) => {
      // Whoever comes later waits longer, so that lists name them before those who are on their second page by then.
      for (const name of values) {
        waiting += 1;
        const since = new Date(Date.now() - waiting * 86_400_000);
        await someone(worker, personForm.parse({ ...person(), birthDate: '', name }), since);
      }
      return undefined;
    },
  },
  'voice-note voiceNoteForm.english': {
    ...{ longest: 5000, most: 6 },
    plant: async (values, { worker }) => {
      // English stands beside a note only where the person reads another language.
      const other = await someone(worker, { languageWritten: 'pl' });
      const { on } = now();
      const decisionId = await transactionAs(worker, async (tx) => {
        const coming = { kind: 'panel', wordsNeededBy: on, heldOn: on } as const;
        const made = await expectDecision(tx, other.caseId, coming);
        await recordDecisionHeld(tx, made.decisionId);
        return made.decisionId;
      });
      for (const english of values) {
        const note = voiceNoteForm.parse({ words: 'Zmienili to.', english, reviewState: 'own_words' });
        await transactionAs(worker, (tx) => writeVoiceNote(tx, decisionId, note));
      }
      return [atTheDesk(`/decisions/${decisionId}`, undefined, 'worker')];
    },
  },
  'voice-note voiceNoteForm.words': byWorker(5000, 6, (tx, words, { things }) =>
    writeVoiceNote(
      tx,
      thing(things, 'heldDecisionId'),
      voiceNoteForm.parse({ words, reviewState: 'own_words' }),
    ),
  ),
};
