import { eq, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { message } from '#db/schema/message.ts';
import { contactPoint } from '#db/schema/reach.ts';
import { sealerOf } from '#db/sealing.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { openFacts } from '#messaging/sealed-message.server.ts';
import { auditOf } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { messagesFor, type Person, someone, tasksFor, waitingText } from '../../tests/support/someone.ts';
import { NotThereError } from '../refusals.ts';
import { codeForm, contactPointForm } from './form.server.ts';
import * as points from './store.server.ts';
import { askToVerify, verifyContactPoint } from './verification.server.ts';
import { answerVerifyRequests } from './verify-requests.server.ts';

const house = aHouse();
const mobile = {
  kind: 'mobile',
  value: '+447700900456',
  source: 'the_person',
  shared: false,
  watched: false,
} as const;
const browser = 'the browser that asked';

const add = (person: Person) =>
  transactionAs(person.me, (tx) => points.addContactPoint(tx, person.victimId, mobile));
const pointsOf = ({ me, victimId }: Person) =>
  transactionAs(me, (tx) => points.contactPointsOf(tx, victimId));
/** Asks for a code, and the worker process answers. */
const ask = async ({ me, victimId }: Person, pointId: string) => {
  const asked = await transactionAs(me, (tx) => askToVerify(tx, victimId, pointId, browser));
  await transactionAs({ role: 'sender', serviceId: me.serviceId }, answerVerifyRequests);
  return asked;
};
const verify = ({ me, victimId }: Person, code: string, where = browser) =>
  transactionAs(me, (tx) => verifyContactPoint(tx, victimId, code, where));

/** The newest code sent to a person, as the worker process would open it. */
const codeSent = ({ victimId }: Person) =>
  transactionAs(house.here.worker, async (tx) => {
    const [newest] = await tx
      .select({ id: message.id, sealedFacts: message.sealedFacts })
      .from(message)
      .where(eq(message.victimId, victimId))
      .orderBy(sql`created_at desc`);
    if (!newest?.sealedFacts) throw new Error('No code was sent');
    const facts = openFacts(await sealerOf(tx, victimId), newest.id, newest.sealedFacts);
    return facts.kind === 'verify_code' ? facts.code : '';
  });
const stopped = () =>
  transactionAs({ role: 'webhook', serviceId: house.here.id }, (tx) =>
    tx.execute(sql`update suppression set suppressed_at = clock_timestamp(), reason = 'stop'`),
  );
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('someone gives a number', () => {
  test('and sees only enough to know it again, is not verified yet, and their worker is told, no device', async () => {
    const sam = await someone(house.here.worker);
    await add(sam);
    const [shown] = await pointsOf(sam);
    expect(shown).toMatchObject({ kind: 'mobile', hint: '…456', verified: false, suppressed: false });
    expect(JSON.stringify(shown)).not.toContain('900456');
    expect(await tasksFor(house.here.worker, sam)).toEqual(['number_changed']);
    expect(await messagesFor(house.here.worker, sam)).toEqual([]);
  });

  test('and giving it twice changes nothing, while another person may share it', async () => {
    const [sam, robin] = [await someone(house.here.worker), await someone(house.here.worker)];
    const first = await add(sam);
    expect(await add(sam)).toEqual({ id: first.id, alreadyThere: true });
    expect((await add(robin)).alreadyThere).toBe(false);
    expect(await tasksFor(house.here.worker, sam)).toEqual(['number_changed']);
  });

  test('and giving it again says that somebody reads it, and never that nobody does any more', async () => {
    const sam = await someone(house.here.worker);
    const { worker } = house.here;
    const { id } = await add(sam);
    const given = (said: { shared: boolean; watched: boolean }) =>
      transactionAs(worker, (tx) => points.addContactPoint(tx, sam.victimId, { ...mobile, ...said }));
    const flags = () => auditOf(house.database, sam.victimId);
    expect(await given({ shared: false, watched: true })).toEqual({ id, alreadyThere: true });
    expect(await pointsOf(sam)).toMatchObject([{ id, shared: false, watched: true }]);
    expect(await flags()).toContain('contact_point.flagged');
    const before = await flags();
    await given({ shared: false, watched: false });
    expect(await flags()).toEqual(before);
    await given({ shared: true, watched: false });
    expect(await pointsOf(sam)).toMatchObject([{ id, shared: true, watched: true }]);
  });

  test('and nothing of it is kept when the page fails', async () => {
    const sam = await someone(house.here.worker);
    const failing = transactionAs(sam.me, async (tx) => {
      await points.addContactPoint(tx, sam.victimId, mobile);
      throw new Error('the page broke');
    });
    await expect(failing).rejects.toThrow('the page broke');
    expect(await pointsOf(sam)).toEqual([]);
    expect(await tasksFor(house.here.worker, sam)).toEqual([]);
  });

  test('and takes it back: what was going there is stopped', async () => {
    const sam = await someone(house.here.worker);
    const { pointId } = await waitingText(house.here.worker, sam);
    const result = await transactionAs(sam.me, (tx) => points.endContactPoint(tx, sam.victimId, pointId));
    expect(result.stopped).toEqual([{ channel: 'text', kind: 'update' }]);
    expect(await pointsOf(sam)).toEqual([]);
  });

  test('and when it is no longer said to be watched, on their own page, the worker is to ask them', async () => {
    const sam = await someone(house.here.worker);
    const { worker } = house.here;
    const { id } = await add(sam);
    const flag = (actor: typeof worker | typeof sam.me, watched: boolean) =>
      transactionAs(actor, (tx) => points.flagContactPoint(tx, sam.victimId, id, { shared: false, watched }));
    const asked = async () => (await tasksFor(worker, sam)).filter((kind) => kind === 'watched_off');
    await flag(sam.me, true);
    await flag(worker, false);
    await flag(sam.me, true);
    expect(await asked()).toEqual([]);
    await flag(sam.me, false);
    expect(await asked()).toEqual(['watched_off']);
  });

  test('and no other person, nor a colleague elsewhere, sees, flags or ends it', async () => {
    const [sam, robin] = [await someone(house.here.worker), await someone(house.here.worker)];
    const { id } = await add(sam);
    for (const actor of [robin.me, house.elsewhere.worker]) {
      expect(await transactionAs(actor, (tx) => points.contactPointsOf(tx, sam.victimId))).toEqual([]);
      for (const attempt of [
        () => transactionAs(actor, (tx) => points.endContactPoint(tx, sam.victimId, id)),
        () =>
          transactionAs(actor, (tx) =>
            points.flagContactPoint(tx, sam.victimId, id, { shared: true, watched: true }),
          ),
      ])
        await expect(attempt()).rejects.toThrow(NotThereError);
    }
  });

  test('and staff may see the whole of it when they need it, which the audit keeps', async () => {
    const sam = await someone(house.here.worker);
    const { id } = await add(sam);
    const { worker, auditor } = house.here;
    expect(await transactionAs(worker, (tx) => points.revealContactPoint(tx, sam.victimId, id))).toBe(
      '+447700900456',
    );
    const kept = await transactionAs(auditor, (tx) =>
      tx.execute<{ actor_id: string }>(
        sql`select actor_id from audit_entry where action = 'contact_point.revealed' and subject_id = ${sam.victimId}`,
      ),
    );
    expect(kept).toMatchObject([{ actor_id: worker.staffId }]);
  });
});

describe('six digits', () => {
  test.each(['age', 'failures'] as const)(
    'take away the doubt about a number (%s), and so does a word with staff',
    async (doubt) => {
      const sam = await someone(house.here.worker);
      const { id } = await add(sam);
      const doubts = async () => (await pointsOf(sam)).map((point) => [point.doubt, point.bad]);
      const cast = () =>
        transactionAs(house.here.worker, (tx) =>
          tx.update(contactPoint).set({ doubt, badAt: new Date() }).where(eq(contactPoint.id, id)),
        );
      await cast();
      expect(await doubts()).toEqual([[doubt, true]]);
      await ask(sam, id);
      expect(await verify(sam, await codeSent(sam))).toBe('verified');
      expect(await doubts()).toEqual([[null, false]]);
      await cast();
      await transactionAs(house.here.worker, (tx) => points.confirmContactPoint(tx, sam.victimId, id));
      expect(await doubts()).toEqual([[null, false]]);
    },
  );

  test('verify a number in the browser that asked, once, and are not shown to anyone', async () => {
    const sam = await someone(house.here.worker);
    const { id } = await add(sam);
    expect(await ask(sam, id)).toBe('sent');
    const code = await codeSent(sam);
    expect(code).toMatch(/^\d{6}$/);
    expect(await verify(sam, code, 'another browser')).toBe('expired');
    expect(await verify(sam, otherThan(code))).toBe('wrong');
    expect(await verify(sam, code)).toBe('verified');
    expect(await pointsOf(sam)).toMatchObject([{ verified: true }]);
    expect(await verify(sam, code)).toBe('expired');
  });

  test('work no more after five wrong tries, nor once another code was asked for', async () => {
    const sam = await someone(house.here.worker);
    const { id } = await add(sam);
    await ask(sam, id);
    const first = await codeSent(sam);
    for (let turn = 0; turn < 5; turn += 1) expect(await verify(sam, otherThan(first))).toBe('wrong');
    expect(await verify(sam, first)).toBe('expired');
    await ask(sam, id);
    const second = await codeSent(sam);
    await ask(sam, id);
    const third = await codeSent(sam);
    if (second !== third) expect(await verify(sam, second)).toBe('wrong');
    expect(await verify(sam, third)).toBe('verified');
  });

  test('are sent at most five times an hour', async () => {
    const sam = await someone(house.here.worker);
    const { id } = await add(sam);
    for (let turn = 0; turn < 5; turn += 1) expect(await ask(sam, id)).toBe('sent');
    expect(await ask(sam, id)).toBe('too_many');
    expect(await messagesFor(house.here.worker, sam)).toHaveLength(5);
  });

  test('are not good for ten minutes and a second', async () => {
    const sam = await someone(house.here.worker);
    const { id } = await add(sam);
    await ask(sam, id);
    const code = await codeSent(sam);
    const superuser = postgres(house.database.superuserUrl, { max: 1 });
    await superuser`update sign_in_code set expires_at = clock_timestamp() - interval '1 second' where victim_id = ${sam.victimId}`;
    await superuser.end();
    expect(await verify(sam, code)).toBe('expired');
  });

  test('are not asked for at another person’s number, nor at one’s own where texts were stopped', async () => {
    const [sam, robin] = [await someone(house.here.worker), await someone(house.here.worker)];
    const { id } = await add(sam);
    await expect(ask({ ...robin, victimId: sam.victimId }, id)).rejects.toThrow(NotThereError);
    await expect(ask(robin, id)).rejects.toThrow(NotThereError);
    await transactionAs(house.here.worker, (tx) => points.confirmContactPoint(tx, sam.victimId, id));
    await stopped();
    expect(await ask(sam, id)).toBe('not_possible');
  });

  test('at a number somebody else stopped are answered like any other, so that nobody can find out', async () => {
    const [sam, robin] = [await someone(house.here.worker), await someone(house.here.worker)];
    const seen = async (person: Person) => {
      const { id } = await add(person);
      const asked = await ask(person, id);
      const [shown] = await pointsOf(person);
      const ended = await transactionAs(person.me, (tx) => points.endContactPoint(tx, person.victimId, id));
      return { asked, shown: { ...shown, id: '', createdAt: null }, ended };
    };
    const free = await seen(sam);
    await stopped();
    expect(await seen(robin)).toEqual(free);
    expect(free).toMatchObject({ asked: 'sent', ended: { stopped: [], left: [] } });
  });
});

describe('the form', () => {
  const read = (kind: string, value: string) => contactPointForm.safeParse({ kind, value, shared: 'on' });
  test('takes a number in any of its spellings', () => {
    expect(read('mobile', ' 07700 900-456 ').data).toEqual({
      ...{ kind: 'mobile', value: '+447700900456', shared: true, watched: false },
    });
    expect(codeForm.parse({ code: '١٢٣ ٤٥٦' })).toEqual({ code: '123456' });
  });
  test.each([
    ['mobile', '', 'contactPoint.mobile.missing'],
    ['mobile', '+33 6 12 34 56 78', 'contactPoint.mobile.notMobile'],
    ['mobile', 'call me', 'contactPoint.mobile.invalid'],
    ['email', 'sam@', 'contactPoint.email.invalid'],
    ['address', ' ', 'contactPoint.address.missing'],
    ['pigeon', 'x', 'contactPoint.kind.missing'],
  ])('says what is wrong with %s “%s”', (kind, value, problem) => {
    expect(read(kind, value).error?.issues.map(({ message }) => message)).toEqual([problem]);
  });
  test.each([
    ['', 'contactPoint.code.missing'],
    ['12 34', 'contactPoint.code.invalid'],
  ])('says what is wrong with the code “%s”', (code, problem) => {
    expect(codeForm.safeParse({ code }).error?.issues[0]?.message).toBe(problem);
  });
});
