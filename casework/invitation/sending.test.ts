import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { sendDue } from '#messaging/deliver.server.ts';
import { cancelMessage, messageOf } from '#messaging/outbox.server.ts';
import { paperProvider, papers } from '#messaging/providers/paper.server.ts';
import { expireMessages, holdWaiting, reapLeases } from '#messaging/waiting.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answer, type SomeonesCase, someone } from '../../tests/support/people.ts';
import { addContactPoint, endContactPoint, flagContactPoint } from '../contact-point/store.server.ts';
import { pauseEverything } from '../hold/store.server.ts';
import { openCard, refuseByCard } from './gate.server.ts';
import { previewCard } from './sending.server.ts';
import { issueInvitation } from './store.server.ts';

const house = aHouse();
const folder = mkdtempSync(join(tmpdir(), 'heard-cards-'));
const providerFor = () => paperProvider(folder);

// A Wednesday in November: mid-morning, and long after the day's last hour.
const [inHours, atNight] = [new Date('2026-11-25T10:00:00Z'), new Date('2026-11-25T23:00:00Z')];
const long = new Date('2027-01-05T10:00:00Z');

const asWorker = <T>(work: (tx: Tx<StaffActor>) => Promise<T>) => transactionAs(house.here.worker, work);
const asSender = () => ({ role: 'sender', serviceId: house.here.id }) as const;
const send = (at: Date) => sendDue(house.here.id, { at, providerFor, limit: 50 });

let homes = 0;
type Places = { address?: boolean; mobile?: boolean; email?: boolean };

async function livingAt({ address = true, mobile = true, email = false }: Places = {}) {
  homes += 1;
  const who = await someone(house.here.worker);
  const number = String(500 + homes);
  const values = {
    address: address ? `${homes} Greengage Lane\nRivermead` : null,
    mobile: mobile ? `+447700900${number}` : null,
    email: email ? `someone${homes}@example.org` : null,
  };
  const ids = await asWorker(async (tx) => {
    const found: Record<string, string> = {};
    for (const kind of ['address', 'mobile', 'email'] as const) {
      const value = values[kind];
      if (!value) continue;
      const point = { kind, value, source: 'police', shared: false, watched: false } as const;
      found[kind] = (await addContactPoint(tx, who.victimId, point)).id;
    }
    return found;
  });
  return { ...who, values, ids };
}

const post = (victimId: string, word: string | null = 'blue kettle') =>
  asWorker((tx) => issueInvitation(tx, victimId, { how: 'letter', word }));
const messagesOf = ({ victimId }: Pick<SomeonesCase, 'victimId'>) =>
  rows(
    house.database,
    (sql) => sql<
      {
        id: string;
        channel: string;
        state: string;
        held_reason: string | null;
        cancelled_reason: string | null;
        sealed_facts: Buffer | null;
        sealed_body: Buffer | null;
      }[]
    >`select id, channel, state, held_reason, cancelled_reason, sealed_facts, sealed_body from message
      where victim_id = ${victimId} and kind = 'invitation' order by created_at, channel`,
  );
const stateOf = async (who: SomeonesCase) =>
  (await messagesOf(who)).map(({ channel, state, cancelled_reason: why }) =>
    [channel, state, why].filter(Boolean).join(' '),
  );
const sheetsTo = async (to: string | null) => (await papers(folder)).filter((sheet) => sheet.to === to);

describe('a card that is posted', () => {
  test('leaves in safe hours as a letter with its secret, and a text that gives nothing away', async () => {
    const who = await livingAt();
    const { locator, secret, sending } = await post(who.victimId);
    expect(sending?.goes.map(({ channel }) => channel)).toEqual(['letter', 'text']);
    await send(inHours);
    const [letter] = await sheetsTo(who.values.address);
    expect(letter?.channel).toBe('letter');
    expect(letter?.body).toContain(locator);
    expect(letter?.body).toContain(`${secret.slice(0, 4)}-${secret.slice(4)}`);
    const [text] = await sheetsTo(who.values.mobile);
    expect(text?.body).toBe(`You have a message waiting. Ref ${locator}. Reply STOP to end texts.`);
    expect(await stateOf(who)).toEqual(['letter accepted', 'text accepted']);
  });

  test('waits for the morning, and staff see why', async () => {
    const who = await livingAt();
    await post(who.victimId);
    await send(atNight);
    await transactionAs(asSender(), (tx) => holdWaiting(tx, atNight));
    expect((await messagesOf(who)).map((one) => one.held_reason)).toEqual(['quiet_hours', 'quiet_hours']);
    expect(await sheetsTo(who.values.address)).toEqual([]);
  });

  test('has an e-mail go along where there is no number, with neither locator nor secret', async () => {
    const who = await livingAt({ mobile: false, email: true });
    const { locator, secret } = await post(who.victimId);
    await send(inHours);
    const [email] = await sheetsTo(who.values.email);
    expect(email?.channel).toBe('email');
    expect(JSON.stringify(email)).not.toMatch(new RegExp(`${locator}|${secret.slice(0, 4)}`));
  });

  test('is said to need posting by hand where there is no address', async () => {
    const who = await livingAt({ address: false });
    const { sending } = await post(who.victimId);
    expect(sending?.notSent).toContainEqual({ channel: 'letter', why: 'no_contact_point' });
    expect(await stateOf(who)).toEqual(['text queued']);
  });

  test('tells no device that became shared before it left', async () => {
    const who = await livingAt();
    await post(who.victimId);
    await asWorker((tx) =>
      flagContactPoint(tx, who.victimId, String(who.ids.mobile), { shared: true, watched: false }),
    );
    await send(inHours);
    expect(await sheetsTo(who.values.mobile)).toEqual([]);
    expect(await sheetsTo(who.values.address)).toHaveLength(1);
  });
});

describe('nothing of a card is sent', () => {
  test('when it is handed over', async () => {
    const who = await livingAt();
    const { sending } = await asWorker((tx) =>
      issueInvitation(tx, who.victimId, { how: 'hand', word: 'blue kettle' }),
    );
    expect(sending).toBeNull();
    expect(await stateOf(who)).toEqual([]);
  });

  test('to someone who said no to contact, or while everything is paused', async () => {
    const [said, paused] = [await livingAt(), await livingAt()];
    await answer(said, ['contact//'], 'declined');
    await asWorker((tx) => pauseEverything(tx, paused.victimId, 'safety', null));
    expect((await post(said.victimId)).sending?.goes).toEqual([]);
    expect((await post(paused.victimId)).sending?.goes).toEqual([]);
    expect([...(await stateOf(said)), ...(await stateOf(paused))]).toEqual([]);
  });

  test('by looking at what would be', async () => {
    const who = await livingAt();
    const preview = await asWorker((tx) => previewCard(tx, who.victimId, inHours));
    expect(preview).toMatchObject({ leavesNow: true, notSent: [{ channel: 'email' }] });
    expect(preview.goes.map(({ channel }) => channel)).toEqual(['letter', 'text']);
    expect(await stateOf(who)).toEqual([]);
  });
});

describe('what still waits of a card is stopped', () => {
  test('by the next one, and the letter that leaves is of that', async () => {
    const who = await livingAt();
    const old = await post(who.victimId);
    const fresh = await post(who.victimId);
    await send(inHours);
    expect((await stateOf(who)).sort()).toEqual(
      ['letter accepted', 'text accepted', 'letter cancelled replaced', 'text cancelled replaced'].sort(),
    );
    const letters = await sheetsTo(who.values.address);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.body).toContain(fresh.locator);
    expect(letters[0]?.body).not.toContain(`Card: ${old.locator}`);
  });

  test('by “No, thank you”', async () => {
    const who = await livingAt();
    const card = await post(who.victimId);
    const words = { key: 'card.no', text: 'No, thank you', reviewState: 'source' as const };
    await refuseByCard({ ...card, language: 'en', words });
    expect(await stateOf(who)).toEqual([
      'letter cancelled choice_withdrawn',
      'text cancelled choice_withdrawn',
    ]);
  });

  test('once the card is opened, and when its place is theirs no longer', async () => {
    const [opened, moved] = [await livingAt(), await livingAt()];
    await openCard({ ...(await post(opened.victimId)), word: 'blue kettle' });
    await post(moved.victimId);
    await asWorker((tx) => endContactPoint(tx, moved.victimId, String(moved.ids.mobile)));
    expect(await stateOf(opened)).toEqual(['letter cancelled card_opened', 'text cancelled card_opened']);
    expect(await stateOf(moved)).toEqual(['letter queued', 'text cancelled channel_off']);
  });

  test('and an update that waits is not', async () => {
    const who = await livingAt();
    await post(who.victimId);
    await rows(
      house.database,
      (sql) => sql`update message set kind = 'reply' where victim_id = ${who.victimId} and channel = 'text'`,
    );
    await post(who.victimId);
    const [kept] = await rows(
      house.database,
      (sql) => sql`select state from message where victim_id = ${who.victimId} and kind = 'reply'`,
    );
    expect(kept).toEqual({ state: 'queued' });
  });
});

describe('of the secret nothing is kept', () => {
  const letterOf = async (who: SomeonesCase) => {
    const letter = (await messagesOf(who)).find(({ channel }) => channel === 'letter');
    if (!letter) throw new Error('There is no letter');
    return letter;
  };
  const nothing = { sealed_facts: null, sealed_body: null };

  test('while it waits it is sealed, and in clear nowhere in the database', async () => {
    const who = await livingAt();
    const { secret } = await post(who.victimId);
    const shown = `${secret.slice(0, 4)}-${secret.slice(4)}`;
    const { sealed_facts: facts } = await letterOf(who);
    expect(facts?.length).toBeGreaterThan(20);
    expect(facts?.includes(shown)).toBe(false);
    const clear = await rows(
      house.database,
      (sql) => sql`select from message m where m::text like ${`%${shown}%`} or m::text like ${`%${secret}%`}`,
    );
    expect(clear).toEqual([]);
  });

  test('while it lies here to be printed it is sealed still, and there are no words for staff to read', async () => {
    const who = await livingAt();
    await post(who.victimId);
    await send(inHours);
    const letter = await letterOf(who);
    expect(letter).toMatchObject({ state: 'accepted', sealed_body: null });
    expect(letter.sealed_facts).not.toBeNull();
    expect((await asWorker((tx) => messageOf(tx, letter.id)))?.body).toBeNull();
  });

  test('when staff stop it, when its time is over, and when nobody knows whether it went', async () => {
    const [stopped, late, lost] = [await livingAt(), await livingAt(), await livingAt()];
    for (const { victimId } of [stopped, late, lost]) await post(victimId);
    const { id } = await letterOf(stopped);
    await asWorker((tx) => cancelMessage(tx, id));
    await rows(
      house.database,
      (
        sql,
      ) => sql`update message set state = 'submitting', lease_until = now() - interval '1 minute', claimed_at = now()
        where victim_id = ${lost.victimId}`,
    );
    await transactionAs(asSender(), (tx) => reapLeases(tx));
    await transactionAs(asSender(), (tx) => expireMessages(tx, long));
    expect(await letterOf(stopped)).toMatchObject({ state: 'cancelled', ...nothing });
    expect(await letterOf(late)).toMatchObject({ state: 'expired', ...nothing });
    expect(await letterOf(lost)).toMatchObject({ state: 'unknown', ...nothing });
  });
});
