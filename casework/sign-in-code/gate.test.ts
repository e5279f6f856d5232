import { describe, expect, test } from 'vitest';
import { sealerFrom } from '#db/sealing.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { openFacts } from '#messaging/sealed-message.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse, type TestService } from '../../tests/support/house.ts';
import { type SomeonesCase, someone } from '../../tests/support/people.ts';
import { addContactPoint, confirmContactPoint, flagContactPoint } from '../contact-point/store.server.ts';
import { openCard } from '../invitation/gate.server.ts';
import { issueInvitation } from '../invitation/store.server.ts';
import { redeemCode } from './gate.server.ts';
import { answerCodeRequests, requestCode } from './store.server.ts';

const house = aHouse();
let numbers = 100;
const freshNumber = () => {
  numbers += 1;
  return `+447700900${numbers}`;
};

async function reachable(value = freshNumber(), shared = false, word: string | null = null) {
  const { worker } = house.here;
  const who = await someone(worker);
  const pointId = await transactionAs(worker, async (tx) => {
    const { id } = await addContactPoint(tx, who.victimId, {
      ...{ kind: 'mobile', value, source: 'police', shared, watched: false },
    });
    await confirmContactPoint(tx, who.victimId, id);
    return id;
  });
  if (word !== null) {
    const card = await transactionAs(worker, (tx) =>
      issueInvitation(tx, who.victimId, { how: 'hand', word }),
    );
    await openCard({ ...card, word });
  }
  return { ...who, value, pointId };
}

const ask = (
  value: string,
  browserToken: string,
  service: TestService = house.here,
  knownToken: string | null = null,
) => requestCode({ kind: 'mobile', value, serviceIds: [service.id], browserToken, knownToken });
const answerAll = (service: TestService = house.here) =>
  transactionAs({ role: 'sender', serviceId: service.id }, answerCodeRequests);

/** The digits of the newest message of someone, as their phone would show them. */
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

describe('someone who asks for a code', () => {
  test('gets one message, and it lets them in, once, in the browser they asked from', async () => {
    const who = await reachable();
    await ask(who.value, 'my browser');
    expect(await answerAll()).toBe(1);
    const code = await digitsSentTo(who);
    expect(await redeemCode({ code, browserToken: 'another browser' })).toEqual({ outcome: 'no' });
    const { serviceId, victimId } = who.me;
    const typed = `${code.slice(0, 3)} ${code.slice(3)}`;
    expect(await redeemCode({ code: typed, browserToken: 'my browser' })).toEqual({
      ...{ outcome: 'in', serviceId, victimId, kind: 'mobile' },
    });
    expect(await redeemCode({ code, browserToken: 'my browser' })).toEqual({ outcome: 'no' });
    expect(await auditOf(house.database, victimId)).toContain('sign_in_code.used');
  });

  test('has five tries, and then not even the right one', async () => {
    const who = await reachable();
    await ask(who.value, 'five tries');
    await answerAll();
    const code = await digitsSentTo(who);
    for (let turn = 0; turn < 5; turn += 1)
      expect(await redeemCode({ code: wrong(code), browserToken: 'five tries' })).toEqual({ outcome: 'no' });
    expect(await redeemCode({ code, browserToken: 'five tries' })).toEqual({ outcome: 'no' });
  });

  test('gets nothing after ten minutes', async () => {
    const who = await reachable();
    await ask(who.value, 'too late');
    await answerAll();
    const code = await digitsSentTo(who);
    await rows(
      house.database,
      (sql) =>
        sql`update sign_in_code set expires_at = now() - interval '1 second' where victim_id = ${who.victimId}`,
    );
    expect(await redeemCode({ code, browserToken: 'too late' })).toEqual({ outcome: 'no' });
  });
});

describe('a number', () => {
  test('that nobody has leaves the same row behind as one that somebody has, and no message', async () => {
    const who = await reachable();
    const nobodys = freshNumber();
    await ask(who.value, 'known');
    await ask(nobodys, 'unknown');
    const waiting = await rows(
      house.database,
      (sql) => sql<{ kind: string }[]>`select kind, answered_at from code_request where answered_at is null`,
    );
    expect(waiting).toEqual([
      { kind: 'mobile', answered_at: null },
      { kind: 'mobile', answered_at: null },
    ]);
    expect(await answerAll()).toBe(1);
  });

  test('that nobody has, asked for ever so often, keeps nobody waiting who is known', async () => {
    const who = await reachable();
    const nobodys = freshNumber();
    await Promise.all(Array.from({ length: 60 }, (_, n) => ask(nobodys, `flood ${n}`)));
    await ask(who.value, 'in the flood');
    expect(await answerAll()).toBe(1);
  });

  test('of someone here says nothing to the other service', async () => {
    const who = await reachable();
    await ask(who.value, 'elsewhere', house.elsewhere);
    expect(await answerAll(house.elsewhere)).toBe(0);
  });

  test('that was never verified gets nothing', async () => {
    const { worker } = house.here;
    const who = await someone(worker);
    const value = freshNumber();
    await transactionAs(worker, (tx) =>
      addContactPoint(tx, who.victimId, {
        ...{ kind: 'mobile', value, source: 'police', shared: false, watched: false },
      }),
    );
    await ask(value, 'unverified');
    expect(await answerAll()).toBe(0);
  });

  test('of two people gets one message, and the agreed word picks the person', async () => {
    const one = await reachable(freshNumber(), false, 'blue kettle');
    const other = await reachable(one.value, false, 'red bicycle');
    await ask(one.value, 'shared');
    expect(await answerAll()).toBe(1);
    const code = await digitsSentTo(one);
    const redeem = (word?: string) => redeemCode({ code, browserToken: 'shared', ...(word && { word }) });
    expect(await redeem()).toEqual({ outcome: 'word_needed' });
    expect(await redeem('green door')).toEqual({ outcome: 'no' });
    expect(await redeem(' Red Bicycle ')).toMatchObject({ outcome: 'in', victimId: other.victimId });
  });

  test('marked as shared asks for the word even when we know only one who uses it', async () => {
    const who = await reachable(freshNumber(), true, 'blue kettle');
    await ask(who.value, 'marked');
    await answerAll();
    const code = await digitsSentTo(who);
    expect(await redeemCode({ code, browserToken: 'marked' })).toEqual({ outcome: 'word_needed' });
    expect(await redeemCode({ code, browserToken: 'marked', word: 'blue kettle' })).toMatchObject({
      outcome: 'in',
    });
  });

  test('marked as watched asks for the word, since whoever watches reads the digits too', async () => {
    const who = await reachable(freshNumber(), false, 'blue kettle');
    await transactionAs(house.here.worker, (tx) =>
      flagContactPoint(tx, who.victimId, who.pointId, { shared: false, watched: true }),
    );
    await ask(who.value, 'watched');
    await answerAll();
    const code = await digitsSentTo(who);
    expect(await redeemCode({ code, browserToken: 'watched' })).toEqual({ outcome: 'word_needed' });
    expect(await redeemCode({ code, browserToken: 'watched', word: 'green door' })).toEqual({
      outcome: 'no',
    });
    expect(await redeemCode({ code, browserToken: 'watched', word: 'blue kettle' })).toMatchObject({
      outcome: 'in',
    });
  });
});
