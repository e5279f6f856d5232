import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { issueInvitation } from '#casework/invitation/store.server.ts';
import { answersKept, keepAnswers } from '#casework/kept-answer/store.server.ts';
import { asVisitor, transactionAs } from '#db/transaction.server.ts';
import { rows } from '../tests/support/audit-of.ts';
import { aHouse } from '../tests/support/house.ts';
import { someone } from '../tests/support/someone.ts';
import { once } from './once.server.ts';
import { beginSession, deskSession, endSession, portalSession, sessionJustOver } from './session.server.ts';

describe('a session', () => {
  const house = aHouse();
  const theirs = async () => {
    const { victimId } = await someone(house.here.worker);
    return { role: 'victim' as const, serviceId: house.here.id, victimId, personId: victimId };
  };
  const later = async (minutes: number) => {
    const superuser = postgres(house.database.superuserUrl, { max: 1 });
    await superuser`update session set seen_at = seen_at - make_interval(mins => ${minutes})`;
    await superuser.end();
  };

  it('opens one site for one person, and PostgreSQL holds no token', async () => {
    const me = await theirs();
    const token = await transactionAs(me, (tx) => beginSession(tx));
    expect((await asVisitor(null, (tx) => portalSession(tx, token)))?.actor).toEqual(me);
    expect(await asVisitor(null, (tx) => deskSession(tx, token))).toBeNull();
    const held = await transactionAs(me, (tx) =>
      tx.execute(sql`select encode(id_hash, 'escape') as kept from session`),
    );
    expect(JSON.stringify(held)).not.toContain(token);
  });

  it('ends by itself after ten idle minutes, and then only says whose answers to keep', async () => {
    const me = await theirs();
    const token = await transactionAs(me, (tx) => beginSession(tx));
    await later(9);
    expect(await asVisitor(null, (tx) => portalSession(tx, token))).not.toBeNull();
    await later(11);
    expect(await asVisitor(null, (tx) => portalSession(tx, token))).toBeNull();
    expect(await sessionJustOver(token)).toEqual(me);
    await endSession(token);
    expect(await sessionJustOver(token)).toBeNull();
  });

  it('forgets in the same breath what was kept for the page that is sent, and no other, nobody else’s', async () => {
    const [me, other] = [await theirs(), await theirs()];
    const token = await transactionAs(me, (tx) => beginSession(tx));
    const kept = (who: typeof me, path: string) =>
      transactionAs(who, (tx) => answersKept(tx, who.victimId, path));
    for (const who of [me, other])
      for (const path of ['/contact/name', '/contact/times'])
        await transactionAs(who, (tx) => keepAnswers(tx, who.victimId, path, [['callMe', 'Sam']]));
    await asVisitor(null, (tx) => portalSession(tx, token));
    expect(await kept(me, '/contact/name')).not.toBeNull();
    await asVisitor(null, (tx) => portalSession(tx, token, '/contact/name'));
    expect(await kept(me, '/contact/name')).toBeNull();
    expect(await kept(me, '/contact/times')).not.toBeNull();
    expect(await kept(other, '/contact/name')).not.toBeNull();
  });

  it('that is over forgets nothing: what is sent then is kept', async () => {
    const me = await theirs();
    const token = await transactionAs(me, (tx) => beginSession(tx));
    await transactionAs(me, (tx) => keepAnswers(tx, me.victimId, '/contact/name', [['callMe', 'Sam']]));
    await later(11);
    expect(await asVisitor(null, (tx) => portalSession(tx, token, '/contact/name'))).toBeNull();
    expect(await transactionAs(me, (tx) => answersKept(tx, me.victimId, '/contact/name'))).not.toBeNull();
  });

  it('of someone who has left the staff is over at once, and nobody else’s is', async () => {
    const { worker, auditor } = house.here;
    const [left, stayed] = [
      await transactionAs(auditor, (tx) => beginSession(tx)),
      await transactionAs(worker, (tx) => beginSession(tx)),
    ];
    const open = (token: string) => asVisitor(null, (tx) => deskSession(tx, token));
    expect(await open(left)).not.toBeNull();
    await rows(house.database, (db) => db`update staff set active = false where id = ${auditor.staffId}`);
    expect(await open(left)).toBeNull();
    expect(await open(stayed)).not.toBeNull();
  });

  it('ends when the person is given a new card, and nobody else’s does', async () => {
    const [me, other] = [await theirs(), await theirs()];
    const tokens = await Promise.all([me, other].map((one) => transactionAs(one, (tx) => beginSession(tx))));
    await transactionAs(house.here.worker, (tx) =>
      issueInvitation(tx, me.victimId, { how: 'hand', word: 'periwinkle' }),
    );
    const open = tokens.map((token) => asVisitor(null, (tx) => portalSession(tx, token)));
    expect((await Promise.all(open)).map((session) => session?.actor.victimId)).toEqual([
      undefined,
      other.victimId,
    ]);
  });

  it('does a thing once however often the form is sent, and another person’s key is another key', async () => {
    const [me, other] = [await theirs(), await theirs()];
    const key = randomUUID();
    let done = 0;
    const work = async () => `/done/${++done}`;
    const first = await transactionAs(me, (tx) => once(tx, key, work));
    expect(await transactionAs(me, (tx) => once(tx, key, work))).toBe(first);
    expect(await transactionAs(other, (tx) => once(tx, key, work))).toBe('/done/2');
  });
});
