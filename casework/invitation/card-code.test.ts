import { describe, expect, test } from 'vitest';
import { sealerFrom } from '#db/sealing.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { openFacts } from '#messaging/sealed-message.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { type SomeonesCase, someone } from '../../tests/support/people.ts';
import { lockChannel } from '../channel-lock/store.server.ts';
import { addContactPoint, contactPointsOf, flagContactPoint } from '../contact-point/store.server.ts';
import { WordNeededError } from '../refusals.ts';
import { tasksOpen } from '../task/store.server.ts';
import { askForCardCode, openCardByCode } from './card-code.server.ts';
import { answerCardCodeRequests } from './card-code-answer.server.ts';
import { codeContactOf } from './code-contact.server.ts';
import { openCard } from './gate.server.ts';
import { issueInvitation } from './store.server.ts';

const house = aHouse();
let numbers = 600;
const asWorker = <T>(work: (tx: Tx<StaffActor>) => Promise<T>) => transactionAs(house.here.worker, work);

type Flags = { shared?: boolean; watched?: boolean; source?: 'police' | 'worker'; value?: string };

async function passedOn({ shared = false, watched = false, source = 'police', value }: Flags = {}) {
  numbers += 1;
  const who = await someone(house.here.worker);
  const mobile = value ?? `+447700900${numbers}`;
  const pointId = await asWorker(
    async (tx) =>
      (await addContactPoint(tx, who.victimId, { kind: 'mobile', value: mobile, source, shared, watched }))
        .id,
  );
  return { ...who, mobile, pointId };
}

const handed = (victimId: string, word: string | null = null) =>
  asWorker((tx) => issueInvitation(tx, victimId, { how: 'hand', word }));
async function withoutWord() {
  const who = await passedOn();
  return { ...who, card: await handed(who.victimId) };
}

const ask = (card: { locator: string; secret: string }, browserToken: string) =>
  askForCardCode({ ...card, browserToken, serviceIds: [house.here.id] });
const answerAll = () => transactionAs({ role: 'sender', serviceId: house.here.id }, answerCardCodeRequests);

async function digitsSentTo({ victimId, me }: SomeonesCase): Promise<string> {
  const [sent] = await rows(
    house.database,
    (sql) => sql<{ id: string; sealed_facts: Buffer; wrapped: Buffer }[]>`
      select m.id, m.sealed_facts, k.wrapped from message m join victim_key k on k.victim_id = m.victim_id
      where m.victim_id = ${victimId} and m.kind = 'sign_in_code' order by m.created_at desc limit 1`,
  );
  if (!sent) throw new Error('Nothing was sent');
  const facts = openFacts(sealerFrom(me.serviceId, victimId, sent.wrapped), sent.id, sent.sealed_facts);
  return facts.kind === 'sign_in_code' ? facts.code : 'another kind of message';
}
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a card without a word', () => {
  test('opens by six digits to the number the police passed on, once, in the browser that asked', async () => {
    const who = await withoutWord();
    await ask(who.card, 'mine');
    expect(await answerAll()).toBe(1);
    const code = await digitsSentTo(who);
    expect(await openCardByCode({ code, browserToken: 'another' })).toBeNull();
    expect(await openCardByCode({ code, browserToken: 'mine' })).toEqual({
      ...{ serviceId: who.me.serviceId, victimId: who.victimId, firstTime: true },
    });
    expect(await openCardByCode({ code, browserToken: 'mine' })).toBeNull();
    expect(await auditOf(house.database, who.victimId)).toEqual(
      expect.arrayContaining(['invitation.code_made', 'invitation.opened', 'contact_point.verified']),
    );
  });

  test('shows by that that the number is theirs', async () => {
    const who = await withoutWord();
    await ask(who.card, 'proof');
    await answerAll();
    const points = () => transactionAs(who.me, (tx) => contactPointsOf(tx, who.victimId));
    expect(await points()).toMatchObject([{ verified: false }]);
    await openCardByCode({ code: await digitsSentTo(who), browserToken: 'proof' });
    expect(await points()).toMatchObject([{ verified: true }]);
  });

  test('opens by no word at all, and asks for another code when its owner comes again', async () => {
    const who = await withoutWord();
    for (const word of ['', 'null', 'anything']) expect(await openCard({ ...who.card, word })).toBeNull();
    for (const firstTime of [true, false]) {
      await ask(who.card, 'again');
      await answerAll();
      const code = await digitsSentTo(who);
      expect(await openCardByCode({ code, browserToken: 'again' })).toMatchObject({ firstTime });
    }
  });

  test('has five tries a code, then its worker is told, and five codes an hour', async () => {
    const who = await withoutWord();
    await ask(who.card, 'guessing');
    await answerAll();
    const code = await digitsSentTo(who);
    for (let turn = 0; turn < 5; turn += 1)
      expect(await openCardByCode({ code: wrong(code), browserToken: 'guessing' })).toBeNull();
    expect(await openCardByCode({ code, browserToken: 'guessing' })).toBeNull();
    const tasks = await asWorker((tx) => tasksOpen(tx, { mine: true, victimId: who.victimId }));
    expect(tasks.map(({ kind }) => kind)).toEqual(['wrong_card_tries']);
    for (let turn = 0; turn < 6; turn += 1) await ask(who.card, `browser ${turn}`);
    expect(await answerAll()).toBe(4);
  });

  test('does not open by a code once it was replaced, or once the number is known to be watched', async () => {
    const [replaced, watched] = [await withoutWord(), await withoutWord()];
    for (const who of [replaced, watched]) await ask(who.card, who.victimId);
    await answerAll();
    await handed(replaced.victimId);
    await asWorker((tx) =>
      flagContactPoint(tx, watched.victimId, watched.pointId, { shared: false, watched: true }),
    );
    for (const who of [replaced, watched])
      expect(await openCardByCode({ code: await digitsSentTo(who), browserToken: who.victimId })).toBeNull();
  });
});

describe('no code is sent', () => {
  test('for a wrong secret, a card of nobody or one with a word, and the same is written for each', async () => {
    const who = await withoutWord();
    const worded = await passedOn();
    const card = await handed(worded.victimId, 'blue kettle');
    await answerAll();
    await ask({ ...who.card, secret: 'ZZZZZZZZ' }, 'wrong');
    await ask({ locator: 'ZZZZ', secret: 'ZZZZZZZZ' }, 'wrong');
    await ask(card, 'wrong');
    const written = await rows(
      house.database,
      (sql) => sql`select service_id, invitation_id from card_code_request where answered_at is null`,
    );
    expect(written).toEqual(Array(3).fill({ service_id: house.here.id, invitation_id: null }));
    expect(await answerAll()).toBe(0);
  });

  test('to a number that became shared, or that somebody else here has too', async () => {
    const [shared, same] = [await withoutWord(), await withoutWord()];
    await asWorker((tx) =>
      flagContactPoint(tx, shared.victimId, shared.pointId, { shared: true, watched: false }),
    );
    await passedOn({ value: same.mobile });
    await ask(shared.card, 'shared');
    await ask(same.card, 'same');
    expect(await answerAll()).toBe(0);
  });

  test('by a way that staff have locked', async () => {
    const who = await withoutWord();
    await asWorker((tx) => lockChannel(tx, who.victimId, { channel: 'text', reason: 'shared', note: '' }));
    await ask(who.card, 'locked');
    expect(await answerAll()).toBe(0);
  });

  test('and wrong secrets are counted for the worker, without making its owner wait', async () => {
    const who = await withoutWord();
    for (let turn = 0; turn < 5; turn += 1) await ask({ ...who.card, secret: 'ZZZZZZZZ' }, 'stranger');
    const tasks = await asWorker((tx) => tasksOpen(tx, { mine: true, victimId: who.victimId }));
    expect(tasks.map(({ kind }) => kind)).toEqual(['wrong_card_tries']);
    await ask(who.card, 'owner');
    expect(await answerAll()).toBe(1);
  });
});

describe('a card is issued without a word', () => {
  test('only for someone whom a code may reach', async () => {
    const reached = await passedOn();
    expect(await asWorker((tx) => codeContactOf(tx, reached.victimId))).toMatchObject({
      id: reached.pointId,
      kind: 'mobile',
    });
    await expect(handed(reached.victimId)).resolves.toMatchObject({ sending: null });
    for (const flags of [{ shared: true }, { watched: true }, { source: 'worker' as const }]) {
      const who = await passedOn(flags);
      expect(await asWorker((tx) => codeContactOf(tx, who.victimId))).toBeNull();
      await expect(handed(who.victimId)).rejects.toThrow(WordNeededError);
      await expect(handed(who.victimId, 'blue kettle')).resolves.toBeDefined();
    }
  });
});
