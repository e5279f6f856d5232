import { lockChannel } from '#casework/channel-lock/store.server.ts';
import { proposeOverride } from '#casework/channel-override/store.server.ts';
import { choicesOf } from '#casework/choice/store.server.ts';
import { recordAttempt } from '#casework/contact-attempt/store.server.ts';
import { addContactPoint, confirmContactPoint } from '#casework/contact-point/store.server.ts';
import { changeContactPreference } from '#casework/contact-preference/store.server.ts';
import { issueInvitation } from '#casework/invitation/store.server.ts';
import { recordMilestone } from '#casework/milestone/store.server.ts';
import { addProxy } from '#casework/proxy/store.server.ts';
import { changeSafeWindows } from '#casework/safe-window/store.server.ts';
import { raiseConcern } from '#casework/safety-concern/store.server.ts';
import { raiseTask } from '#casework/task/store.server.ts';
import { askAboutWords } from '#casework/template/store.server.ts';
import { writeUpdate } from '#casework/update/store.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { answer, type SomeonesCase, someone } from '../support/people.ts';
import { withWords } from '../support/someone.ts';
import { heldWords } from './held-words.ts';
import { lettersAtTheDesk } from './letters-at-the-desk.ts';
import { newsForSeveral } from './news-for-several.ts';
import { speak } from './spoken.ts';
import { stoppedNumbers } from './stopped-numbers.ts';
import { tellUs } from './told-us.ts';
import { whatChanged } from './what-changed.ts';
import { wordsAtTheDesk } from './words-at-the-desk.ts';

/** Words that nobody but the person who was signed in may ever read, wherever they stand. */
export const privateWords = {
  callMe: 'Quillfeather',
  newcomer: 'Thistledown',
  happened: 'The panel met on a Tuesday beside the greengage orchard.',
  next: 'The next meeting is by the lighthouse.',
};

/** What stands in addresses: an id for each kind of thing the people of the suite have. */
export type Things = Record<string, string>;
export type Inhabitants = { newcomer: SomeonesCase; settled: SomeonesCase; things: Things };

const lastWeek = () => new Date(Date.now() - 8 * 86_400_000);
const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

async function reachAt(tx: Tx<StaffActor>, victimId: string): Promise<string> {
  const add = (
    kind: 'mobile' | 'email' | 'address',
    value: string,
    flags = { shared: false, watched: false },
  ) => addContactPoint(tx, victimId, { kind, value, source: 'police', ...flags });
  const mobile = await add('mobile', '+447700900301');
  const email = await add('email', 'quillfeather@example.org');
  await add('mobile', '+447700900302', { shared: true, watched: true });
  await add('address', '4 Greengage Lane\nRivermead\nRM1 2AB');
  await confirmContactPoint(tx, victimId, mobile.id);
  await confirmContactPoint(tx, victimId, email.id);
  return mobile.id;
}

async function news(tx: Tx<StaffActor>, caseId: string) {
  const milestone = await recordMilestone(tx, caseId, { kind: 'panel', happenedOn: dayOf(lastWeek()) });
  const about = { milestoneId: milestone.milestoneId, topic: 'progress', reviewState: 'own_words' } as const;
  const { happened, next } = privateWords;
  const nextBy = dayOf(new Date(Date.now() + 30 * 86_400_000));
  const written = [
    await writeUpdate(tx, caseId, {
      ...about,
      happened,
      next,
      nextBy,
      language: 'en',
      channels: ['text', 'email'],
    }),
    await writeUpdate(tx, caseId, {
      ...about,
      ...{ happened: 'اجتمعت اللجنة يوم الثلاثاء.', next: 'سنكتب إليك قريبا.', nextBy: null },
      ...{ language: 'ar', reviewState: 'machine', channels: [] },
    }),
  ];
  const hard = await recordMilestone(tx, caseId, { kind: 'not_guilty', happenedOn: dayOf(lastWeek()) });
  const held = { happened: 'The court found the child not guilty.', next: 'We will ring you.', nextBy: null };
  written.push(
    await writeUpdate(tx, caseId, {
      ...{
        ...about,
        ...held,
        milestoneId: hard.milestoneId,
        topic: 'decision',
        language: 'en',
        channels: ['text'],
      },
    }),
  );
  const [email] = written.flatMap(({ queued }) => queued).filter(({ channel }) => channel === 'email');
  return { updates: written.map(({ updateId }) => updateId), lockedMessageId: email?.messageId ?? '' };
}

/** Someone with two cases and an answer, a number, a letter and a worry for every page to show. */
async function settle(
  worker: StaffActor,
  manager: StaffActor,
): Promise<{ settled: SomeonesCase; things: Things }> {
  const settled = await someone(
    worker,
    { name: 'Sam Quillfeather', callMe: privateWords.callMe },
    lastWeek(),
  );
  const { victimId, caseId, me } = settled;
  const pointId = await transactionAs(worker, (tx) => reachAt(tx, victimId));
  await answer(settled, ['contact//', 'updates/decision/', 'updates/progress/', 'feedback//']);
  await answer(settled, ['updates/finished/', 'restorative/information/', 'publication//'], 'declined');
  await transactionAs(me, async (tx) => {
    const preference = { channels: ['text', 'email', 'phone'] as const, voicemail: 'name_only' as const };
    await changeContactPreference(
      tx,
      victimId,
      { ...preference, channels: [...preference.channels] },
      withWords,
    );
    await changeSafeWindows(
      tx,
      victimId,
      [1, 3].map((weekday) => ({ weekday, opens: '18:00', closes: '20:00' })),
    );
    await raiseConcern(tx, { victimId, caseId, words: 'Somebody waits outside.', takenBy: 'portal' });
  });
  const { updates, lockedMessageId } = await transactionAs(worker, (tx) => news(tx, caseId));
  const [updateId = '', otherUpdateId = '', heldUpdateId = ''] = updates;
  await transactionAs(manager, async (tx) => {
    await lockChannel(tx, victimId, { channel: 'email', reason: 'other', note: 'The school reads it.' });
    await proposeOverride(tx, lockedMessageId, 'The hearing is tomorrow.');
  });
  const taskId = await transactionAs(worker, async (tx) => {
    const call = { channel: 'phone', direction: 'out', outcome: 'no_answer', interpreter: false } as const;
    await recordAttempt(tx, caseId, { ...call, at: lastWeek(), note: 'Rang twice.' });
    await recordAttempt(tx, caseId, { ...call, outcome: 'reached', at: lastWeek(), note: '' });
    await addProxy(tx, victimId, spokesperson);
    await issueInvitation(tx, victimId, { how: 'letter', word: 'otter' });
    return raiseTask(tx, { victimId, caseId, kind: 'call_back' });
  });
  const choices = await transactionAs(me, (tx) => choicesOf(tx, victimId));
  const choiceId = choices.find(({ purpose }) => purpose === 'updates')?.id ?? '';
  return {
    settled,
    things: {
      ...{ caseId, victimId, pointId, updateId, otherUpdateId, heldUpdateId },
      ...{ taskId, choiceId, lockedMessageId },
    },
  };
}

const spokesperson = {
  kind: 'family_spokesperson',
  name: 'Wren Thistledown',
  evidence: 'Letter of authority, seen at home',
  endsOn: null,
} as const;

/** The people who look at the pages of a service, through the verbs its staff and they themselves use. */
export async function inhabitants(worker: StaffActor, manager: StaffActor): Promise<Inhabitants> {
  const words = { template: 'update.nudge', channel: 'text', language: 'pl' } as const;
  await transactionAs(worker, (tx) => askAboutWords(tx, [words]));
  const newcomer = await someone(worker, { name: 'Ona Thistledown', callMe: privateWords.newcomer });
  // First, for whatever waits leaves with them.
  const letters = await lettersAtTheDesk(worker);
  const { settled, things } = await settle(worker, manager);
  Object.assign(things, letters);
  Object.assign(things, await speak(worker, settled), await heldWords(worker, settled));
  Object.assign(things, await wordsAtTheDesk(worker, settled));
  Object.assign(things, await whatChanged(worker, manager, settled));
  Object.assign(things, await tellUs(worker, manager, settled));
  Object.assign(things, await newsForSeveral(worker, manager, settled));
  Object.assign(things, await stoppedNumbers(worker, settled));
  return { newcomer, settled, things: { ...things, otherCaseId: newcomer.caseId } };
}
