import { sql } from 'drizzle-orm';
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
  withWords,
} from '../../tests/support/someone.ts';
import { changeAdjustments } from '../adjustment/store.server.ts';
import { answerChoices, verifyChoices } from '../choice/store.server.ts';
import { confirmContactPoint, flagContactPoint } from '../contact-point/store.server.ts';
import { pauseEverything } from '../hold/store.server.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import { changeSafeWindows } from '../safe-window/store.server.ts';
import { contactPreferenceForm } from './form.server.ts';
import {
  type ContactPreferenceChange,
  changeContactPreference,
  contactPreferenceOf,
  contactRulesOf,
} from './store.server.ts';

const house = aHouse();
const preferenceOf = ({ me, victimId }: Person) =>
  transactionAs(me, (tx) => contactPreferenceOf(tx, victimId));
const change = (person: Person, asked: ContactPreferenceChange) =>
  transactionAs(person.me, (tx) => changeContactPreference(tx, person.victimId, asked, withWords));
const rulesOf = ({ victimId }: Person, now?: Date) =>
  transactionAs(house.here.worker, (tx) => contactRulesOf(tx, victimId, now));
const useOf = async (person: Person, channel: string) =>
  (await rulesOf(person)).channels.find((use) => use.channel === channel);

describe('someone says how to be contacted', () => {
  test('and the order they gave and the ledger say the same', async () => {
    const sam = await someone(house.here.worker);
    await change(sam, { channels: ['email', 'text'], voicemail: 'name_only', languageSpoken: 'Sylheti' });
    expect(await preferenceOf(sam)).toMatchObject({
      ...{
        channels: ['email', 'text'],
        voicemail: 'name_only',
        languageSpoken: 'Sylheti',
        textContent: 'nudge',
      },
      answeredAt: expect.any(Date),
    });
    const present = await presentOf(sam);
    expect(oneOf(present, 'contact//email').state).toBe('agreed');
    expect(oneOf(present, 'contact//phone').state).toBe('unanswered');
    expect(await transactionAs(sam.me, (tx) => verifyChoices(tx, sam.victimId))).toEqual({
      whole: true,
      entries: 2,
    });
  });

  test('and a channel taken out is withdrawn, what waited on it is stopped, and no device is told', async () => {
    const sam = await someone(house.here.worker);
    const { worker } = house.here;
    await change(sam, { channels: ['text', 'phone'] });
    await waitingText(worker, sam);
    const result = await change(sam, { channels: ['phone'] });
    expect(result).toEqual({ stopped: [{ channel: 'text', kind: 'update' }], left: [] });
    expect(oneOf(await presentOf(sam), 'contact//text').state).toBe('withdrawn');
    expect(await messagesFor(worker, sam)).toEqual([{ kind: 'update', channel: 'text', state: 'cancelled' }]);
    expect(await tasksFor(worker, sam)).toEqual([]);
    await change(sam, { channels: [] });
    expect(await tasksFor(worker, sam)).toEqual(['choice_changed']);
  });

  test('and a choice changed by itself changes the order too', async () => {
    const sam = await someone(house.here.worker);
    await change(sam, { channels: ['text', 'phone'] });
    const present = await presentOf(sam);
    const answers = [
      { id: oneOf(present, 'contact//text').id, answer: 'declined' as const, words: withWords.words },
      { id: oneOf(present, 'contact//letter').id, answer: 'agreed' as const, words: withWords.words },
    ];
    await transactionAs(sam.me, (tx) => answerChoices(tx, sam.victimId, answers, withWords));
    expect((await preferenceOf(sam)).channels).toEqual(['phone', 'letter']);
  });

  test('and nothing is kept of it when the transaction fails, or when someone else was quicker', async () => {
    const sam = await someone(house.here.worker);
    const { version } = await preferenceOf(sam);
    await change(sam, { voicemail: 'no', version });
    await expect(change(sam, { channels: ['text'], version })).rejects.toThrow(ChangedMeanwhileError);
    const failing = transactionAs(sam.me, async (tx) => {
      await changeContactPreference(tx, sam.victimId, { channels: ['text'] }, withWords);
      throw new Error('the page broke');
    });
    await expect(failing).rejects.toThrow('the page broke');
    expect((await preferenceOf(sam)).channels).toEqual([]);
    expect(oneOf(await presentOf(sam), 'contact//text').state).toBe('unanswered');
  });

  test('and neither another person nor a colleague elsewhere sees or changes it', async () => {
    const sam = await someone(house.here.worker);
    const { me } = await someone(house.here.worker);
    for (const actor of [me, house.elsewhere.worker]) {
      await expect(transactionAs(actor, (tx) => contactPreferenceOf(tx, sam.victimId))).rejects.toThrow(
        NotThereError,
      );
      await expect(
        transactionAs(actor, (tx) =>
          changeContactPreference(tx, sam.victimId, { channels: ['text'] }, withWords),
        ),
      ).rejects.toThrow(NotThereError);
    }
  });
});

describe('the contact rules that staff see', () => {
  test('say which channel works and why another does not, and show no number', async () => {
    const sam = await someone(house.here.worker);
    const { worker } = house.here;
    await change(sam, { channels: ['text', 'phone', 'letter'], textContent: 'sentence' });
    const { pointId } = await waitingText(worker, sam);
    const before = await rulesOf(sam);
    expect(before.channels.map(({ channel, why }) => `${channel} ${why}`)).toEqual([
      ...['text not_verified', 'phone null', 'letter no_contact_point', 'email not_agreed'],
    ]);
    expect(JSON.stringify(before)).not.toContain('7700900123');
    expect(before.points).toMatchObject([{ hint: '…123', source: 'police', verified: false }]);
    await transactionAs(worker, (tx) => confirmContactPoint(tx, sam.victimId, pointId));
    // Others of these tests have the same number.
    expect(await rulesOf(sam)).toMatchObject({ textContent: 'nudge', anyShared: true });
    await transactionAs(worker, (tx) =>
      tx.execute(
        sql`update contact_point set ended_at = clock_timestamp() where victim_id <> ${sam.victimId}`,
      ),
    );
    const after = await rulesOf(sam);
    expect(after.channels[0]).toEqual({ channel: 'text', usable: true, why: null, contactPointId: pointId });
    expect(after).toMatchObject({
      textContent: 'sentence',
      anyWatched: false,
      contact: { state: 'unanswered' },
    });
  });

  test('keep written words from a watched number, calls from who cannot hear them, and everything during a pause', async () => {
    const sam = await someone(house.here.worker);
    const { worker } = house.here;
    await change(sam, { channels: ['text', 'phone'] });
    const { pointId } = await waitingText(worker, sam);
    await transactionAs(worker, async (tx) => {
      await confirmContactPoint(tx, sam.victimId, pointId);
      await flagContactPoint(tx, sam.victimId, pointId, { shared: true, watched: true });
      await changeAdjustments(tx, sam.victimId, [{ kind: 'no_phone_calls', note: 'Lip-reads' }]);
    });
    expect(await useOf(sam, 'text')).toMatchObject({ usable: false, why: 'watched' });
    expect(await useOf(sam, 'phone')).toMatchObject({ usable: false, why: 'adjustment' });
    expect(await rulesOf(sam)).toMatchObject({ anyShared: true, adjustments: [{ note: 'Lip-reads' }] });
    await transactionAs(sam.me, (tx) => pauseEverything(tx, sam.victimId, 'asked_to_pause', null));
    expect(await useOf(sam, 'phone')).toMatchObject({ usable: false, why: 'hold' });
  });

  test('never ask for a number to be verified that somebody else reads', async () => {
    const sam = await someone(house.here.worker);
    await change(sam, { channels: ['text', 'phone'] });
    const { pointId } = await waitingText(house.here.worker, sam);
    expect(await useOf(sam, 'text')).toMatchObject({ usable: false, why: 'not_verified' });
    await transactionAs(house.here.worker, (tx) =>
      flagContactPoint(tx, sam.victimId, pointId, { shared: false, watched: true }),
    );
    expect(await useOf(sam, 'text')).toMatchObject({ usable: false, why: 'watched' });
    expect(await useOf(sam, 'phone')).toMatchObject({ usable: true });
  });

  test('know the next safe time: their own windows, or the usual hours without any', async () => {
    const sam = await someone(house.here.worker);
    const lateOnTuesday = new Date('2026-06-09T21:00:00Z');
    expect((await rulesOf(sam, lateOnTuesday)).nextOpening).toEqual(new Date('2026-06-10T07:00:00Z'));
    const thursday = { weekday: 4, opens: '10:00', closes: '12:00' };
    await transactionAs(sam.me, (tx) => changeSafeWindows(tx, sam.victimId, [thursday]));
    const rules = await rulesOf(sam, lateOnTuesday);
    expect(rules).toMatchObject({ windows: [thursday], openNow: false, closesAt: null });
    expect(rules.nextOpening).toEqual(new Date('2026-06-11T09:00:00Z'));
  });

  test('are not there for a colleague of another service', async () => {
    const sam = await someone(house.here.worker);
    await expect(
      transactionAs(house.elsewhere.worker, (tx) => contactRulesOf(tx, sam.victimId)),
    ).rejects.toThrow(NotThereError);
  });
});

describe('the form', () => {
  const problemOf = (typed: Record<string, unknown>) =>
    contactPreferenceForm.safeParse(typed).error?.issues.map(({ message }) => message);

  test('takes channels in order with places left empty, one alone, or none', () => {
    const channelsOf = (channels: unknown) => contactPreferenceForm.parse({ channels }).channels;
    expect(channelsOf(['email', '', 'text'])).toEqual(['email', 'text']);
    expect(channelsOf('letter')).toEqual(['letter']);
    expect(channelsOf(undefined)).toEqual([]);
  });

  test.each([
    [{ channels: ['text', 'text'] }, 'contactPreference.channels.taken'],
    [{ channels: ['pigeon'] }, 'contactPreference.channels.invalid'],
    [{ languageSpoken: ' ' }, 'contactPreference.languageSpoken.missing'],
    [{ languageWritten: 'xx' }, 'contactPreference.languageWritten.missing'],
    [{ voicemail: 'shout' }, 'contactPreference.voicemail.invalid'],
  ])('says what is wrong with %j', (typed, problem) => {
    expect(problemOf(typed)).toEqual([problem]);
  });
});
