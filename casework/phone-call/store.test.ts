import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import {
  messagesFor,
  oneOf,
  type Person,
  presentOf,
  someone,
  tasksFor,
  waitingText,
  words,
} from '../../tests/support/someone.ts';
import { choiceHistoryOf, verifyChoices } from '../choice/store.server.ts';
import { attemptsOf } from '../contact-attempt/store.server.ts';
import { contactPointsOf } from '../contact-point/store.server.ts';
import { contactPreferenceOf } from '../contact-preference/store.server.ts';
import { holdOf, pauseEverything } from '../hold/store.server.ts';
import { refuseByCard } from '../invitation/gate.server.ts';
import { invitationsOf, issueInvitation } from '../invitation/store.server.ts';
import { recordMilestone } from '../milestone/store.server.ts';
import { addProxy } from '../proxy/store.server.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import { timesInOneLine } from '../safe-window/rules.ts';
import { changeSafeWindows, safeWindowsOf } from '../safe-window/store.server.ts';
import { writeUpdate } from '../update/store.server.ts';
import { newsToldBy } from '../update/told.server.ts';
import { changeWhatToCall, victimOf } from '../victim/store.server.ts';
import { localDate } from '../working-day/rules.ts';
import { phoneCallForm } from './form.server.ts';
import { type TakenDown, takeDownOnThePhone } from './store.server.ts';

const house = aHouse();

const typed = {
  ...{
    how: 'phone',
    level: 'informed',
    channels: ['text', 'phone'],
    voicemail: 'no',
    word: 'marmalade',
    cardBy: 'letter',
  },
  ...{ languageSpoken: 'Punjabi', languageWritten: 'ur', callMe: 'Sammy', opens2: '10:00', closes2: '12:00' },
};
const saidAloud = (over: Record<string, unknown> = {}): TakenDown => ({
  ...phoneCallForm.parse({ ...typed, ...over }),
  language: 'en',
  words: { involvement: words('How much would you like to hear?'), contact: words('How may we reach you?') },
});
const takeDown = ({ caseId }: Person, said: TakenDown, actor = house.here.worker) =>
  transactionAs(actor, (tx) => takeDownOnThePhone(tx, caseId, said));
const asWorker = <T>(work: Parameters<typeof transactionAs<typeof house.here.worker, T>>[1]) =>
  transactionAs(house.here.worker, work);

describe('someone says it all on the telephone', () => {
  test('and every part of it is kept as said to this worker, the attempt included', async () => {
    const sam = await someone(house.here.worker);
    const { worker } = house.here;
    const { pointId } = await waitingText(worker, sam);
    const { card } = await takeDown(sam, saidAloud({ spokenOn: pointId }));
    expect(card?.secret).toMatch(/^\w{8}$/);
    const present = await presentOf(sam);
    expect(oneOf(present, 'updates/progress/').state).toBe('agreed');
    expect(oneOf(present, 'contact//text').state).toBe('agreed');
    const history = await transactionAs(sam.me, (tx) => choiceHistoryOf(tx, sam.victimId));
    expect(new Set(history.map(({ how, askedBy, format }) => `${how} ${askedBy} ${format}`))).toEqual(
      new Set([`phone ${worker.staffId} spoken`]),
    );
    expect(history.map((entry) => entry.words)).toContain('How may we reach you?');
    await asWorker(async (tx) => {
      expect(await contactPreferenceOf(tx, sam.victimId)).toMatchObject({
        ...{ channels: ['text', 'phone'], voicemail: 'no', languageSpoken: 'Punjabi', languageWritten: 'ur' },
      });
      expect(await safeWindowsOf(tx, sam.victimId)).toEqual([
        { weekday: 2, opens: '10:00', closes: '12:00' },
      ]);
      expect(await contactPointsOf(tx, sam.victimId)).toMatchObject([{ id: pointId, verified: true }]);
      expect(await victimOf(tx, sam.victimId)).toMatchObject({ callMe: 'Sammy' });
      expect(await attemptsOf(tx, sam.caseId)).toMatchObject([{ channel: 'phone', outcome: 'reached' }]);
      expect(await invitationsOf(tx, sam.victimId)).toMatchObject([{ state: 'issued', how: 'letter' }]);
      expect(await verifyChoices(tx, sam.victimId)).toMatchObject({ whole: true });
    });
    expect(await tasksFor(worker, sam)).toEqual([]);
  });

  test('and it is all kept or none of it', async () => {
    const sam = await someone(house.here.worker);
    const stranger = await someone(house.here.worker);
    const { pointId } = await waitingText(house.here.worker, stranger);
    await expect(takeDown(sam, saidAloud({ spokenOn: pointId }))).rejects.toThrow(NotThereError);
    expect((await presentOf(sam)).filter(({ state }) => state !== 'unanswered')).toEqual([]);
    await asWorker(async (tx) => {
      expect(await attemptsOf(tx, sam.caseId)).toEqual([]);
      expect(await safeWindowsOf(tx, sam.victimId)).toEqual([]);
      expect(await invitationsOf(tx, sam.victimId)).toEqual([]);
    });
  });

  test('and changes their mind the same way: what waited is stopped, and the worker can say so', async () => {
    const sam = await someone(house.here.worker);
    const { worker } = house.here;
    await takeDown(sam, saidAloud({ word: '' }));
    await waitingText(worker, sam);
    const result = await takeDown(sam, saidAloud({ level: 'nothing', channels: [], word: '' }));
    expect(result).toEqual({ stopped: [{ channel: 'text', kind: 'update' }], left: [], card: null });
    expect(await messagesFor(worker, sam)).toMatchObject([{ state: 'cancelled' }]);
    expect(oneOf(await presentOf(sam), 'contact//').state).toBe('withdrawn');
  });

  test('and a colleague elsewhere can take nothing down for them', async () => {
    const sam = await someone(house.here.worker);
    await expect(takeDown(sam, saidAloud(), house.elsewhere.worker)).rejects.toThrow(NotThereError);
  });
});

describe('someone who said no by the card', () => {
  const refused = async () => {
    const sam = await someone(house.here.worker);
    const card = await asWorker((tx) =>
      issueInvitation(tx, sam.victimId, { how: 'letter', word: 'marmalade' }),
    );
    await refuseByCard({ ...card, language: 'en', words: words('No, thank you') });
    return sam;
  };
  const pauseOf = ({ me, victimId }: Person) => transactionAs(me, (tx) => holdOf(tx, victimId));

  test('and asks on the telephone to be kept informed, hears from us again', async () => {
    const sam = await refused();
    expect(await pauseOf(sam)).toMatchObject({ held: true, reason: 'card_refused' });
    await takeDown(sam, saidAloud({ word: '' }));
    expect(await pauseOf(sam)).toEqual({ held: false });
  });

  test('and says no again, or was not asked, or is paused for another reason, does not', async () => {
    const sam = await refused();
    await takeDown(sam, saidAloud({ word: '', level: 'nothing', channels: [] }));
    await takeDown(sam, saidAloud({ word: '', level: '' }));
    expect(await pauseOf(sam)).toMatchObject({ held: true, reason: 'card_refused' });
    await asWorker((tx) => pauseEverything(tx, sam.victimId, 'safety', null));
    await takeDown(sam, saidAloud({ word: '' }));
    expect(await pauseOf(sam)).toMatchObject({ held: true, reason: 'safety' });
  });
});

describe('someone who narrows their times on their own page while a colleague has the page about a call open', () => {
  const everyDay = { weekday: 1, opens: '08:00', closes: '20:00' };
  const narrow = { weekday: 2, opens: '10:00', closes: '12:00' };
  const shown = { timesShown: timesInOneLine([everyDay]), callMeShown: 'Sammy' };
  const narrowed = async () => {
    const sam = await someone(house.here.worker);
    await transactionAs(sam.me, async (tx) => {
      await changeSafeWindows(tx, sam.victimId, [narrow]);
      const { version } = (await victimOf(tx, sam.victimId)) ?? { version: 0 };
      await changeWhatToCall(tx, sam.victimId, 'Samira', version);
    });
    return sam;
  };
  const asKept = (sam: Person) =>
    asWorker(async (tx) => ({
      times: await safeWindowsOf(tx, sam.victimId),
      callMe: (await victimOf(tx, sam.victimId))?.callMe,
      calls: (await attemptsOf(tx, sam.caseId)).length,
    }));
  const said = (over: Record<string, unknown>) =>
    saidAloud({ word: '', opens2: '', closes2: '', ...shown, ...over });

  test('keeps them, and the name they chose, where neither was said in the call', async () => {
    const sam = await narrowed();
    await takeDown(sam, said({ opens1: '8:00', closes1: '20:00' }));
    expect(await asKept(sam)).toEqual({ times: [narrow], callMe: 'Samira', calls: 1 });
  });

  test('keeps them where other times were said, and nothing of the call is kept until those are looked at', async () => {
    const sam = await narrowed();
    const other = { opens1: '9:00', closes1: '20:00', callMe: 'Sami' };
    await expect(takeDown(sam, said(other))).rejects.toThrow(ChangedMeanwhileError);
    expect(await asKept(sam)).toEqual({ times: [narrow], callMe: 'Samira', calls: 0 });
    await takeDown(sam, said({ ...other, timesShown: timesInOneLine([narrow]) }));
    expect(await asKept(sam)).toEqual({
      times: [{ weekday: 1, opens: '09:00', closes: '20:00' }],
      ...{ callMe: 'Sami', calls: 1 },
    });
  });
});

const mother = { kind: 'parent', name: 'Jo Field', evidence: 'Seen at home', endsOn: null } as const;

test('what a parent who speaks for them wrote on paper during a visit is kept as that, with when it was', async () => {
  const sam = await someone(house.here.worker);
  const said = saidAloud({ how: 'paper', date: '2/4/2026', time: '14.30', answeredAs: 'parent' });
  await expect(takeDown(sam, said)).rejects.toThrow(NotThereError);
  await asWorker((tx) => addProxy(tx, sam.victimId, mother));
  await takeDown(sam, said);
  const [entry] = await transactionAs(sam.me, (tx) => choiceHistoryOf(tx, sam.victimId));
  expect(entry).toMatchObject({ how: 'paper', answeredAs: 'parent', format: 'standard' });
  const [attempt] = await asWorker((tx) => attemptsOf(tx, sam.caseId));
  expect(attempt).toMatchObject({ channel: 'visit', outcome: 'met', at: new Date('2026-04-02T13:30:00Z') });
});

test('someone who is told hard news on the telephone was told that news, in the attempt that logs itself', async () => {
  const sam = await someone(house.here.worker);
  await takeDown(sam, saidAloud({ word: '' }));
  const { updateId } = await asWorker(async (tx) => {
    const happenedOn = localDate(new Date());
    const { milestoneId, topic } = await recordMilestone(tx, sam.caseId, { kind: 'not_guilty', happenedOn });
    return writeUpdate(tx, sam.caseId, {
      ...{ milestoneId, topic, happened: 'It was not proven.', next: 'We are here.', nextBy: null },
      ...{ language: 'en', reviewState: 'own_words', channels: [] },
    });
  });
  await takeDown(sam, saidAloud({ word: '' }));
  expect(await asWorker((tx) => newsToldBy(tx, sam.caseId))).toEqual([]);
  await takeDown(sam, saidAloud({ word: '', told: updateId }));
  expect(await asWorker((tx) => newsToldBy(tx, sam.caseId))).toMatchObject([{ topic: 'decision' }]);
});

test('what came by post is kept as a letter from them, and not as a visit', async () => {
  const sam = await someone(house.here.worker);
  await takeDown(sam, saidAloud({ how: 'letter', date: '2/4/2026', time: '14.30', word: '' }));
  const [entry] = await transactionAs(sam.me, (tx) => choiceHistoryOf(tx, sam.victimId));
  expect(entry).toMatchObject({ how: 'letter', format: 'standard' });
  const [attempt] = await asWorker((tx) => attemptsOf(tx, sam.caseId));
  expect(attempt).toMatchObject({ channel: 'letter', outcome: 'reached', direction: 'in' });
});

describe('the form', () => {
  const updateId = '7d3f9a52-5a4e-4b3f-9f2c-0d6a4f7b1c2e';
  const problems = (over: Record<string, unknown>) =>
    phoneCallForm
      .safeParse({ ...typed, ...over })
      .error?.issues.map(({ path, message }) => `${path} ${message}`);
  test('leaves out what was not asked', () => {
    expect(phoneCallForm.parse({ how: 'phone' })).toMatchObject({
      ...{
        level: null,
        callMe: null,
        spokenOn: null,
        card: null,
        told: [],
        channels: [],
        windows: [],
        direction: 'out',
      },
      at: expect.any(Date),
    });
  });
  test.each([
    [{ how: 'pigeon' }, 'how phoneCall.how.missing'],
    [{ date: 'then', time: '' }, 'date phoneCall.date.invalid'],
    [{ date: '1/1/2999', time: '12:00' }, 'date phoneCall.date.invalid'],
    [{ word: 'cat' }, 'word invitation.word.invalid'],
    [{ cardBy: '' }, 'cardBy invitation.how.missing'],
    [{ how: 'letter', told: [updateId] }, 'told contactAttempt.told.notSpoken'],
    [{ how: 'paper', told: updateId }, 'told contactAttempt.told.notSpoken'],
    [{ told: 'the verdict' }, 'told,0 contactAttempt.told.invalid'],
    [{ channels: ['text', 'text'] }, 'channels contactPreference.channels.taken'],
    [{ closes2: 'noon' }, 'closes2 safeWindow.time.invalid'],
  ])('says at the field what is wrong with %j', (over, problem) => {
    expect(problems(over)).toEqual([problem]);
  });
});
