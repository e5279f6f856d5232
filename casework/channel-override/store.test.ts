import { type SQL, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Actor, StatementRefusedError, transactionAs } from '#db/transaction.server.ts';
import { sendDue } from '#messaging/deliver.server.ts';
import { auditOf } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { messagesIn, paperIn, wednesdayNight, wednesdayNoon } from '../../tests/support/messages-in.ts';
import type { ReachablePerson } from '../../tests/support/reachable-person.ts';
import { liftChannelLock, lockChannel } from '../channel-lock/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { overrideForm } from './form.server.ts';
import type { OverrideAnswer } from './rules.ts';
import { answerOverride, overridesOf, proposeOverride } from './store.server.ts';

const house = aHouse();
const { db, queue, newPerson, stateOf, hold, tasksOf, emptyQueue } = messagesIn(house);
const why = 'Nobody answers the phone and the hearing is tomorrow';

const it = {} as { person: ReachablePerson; id: string };
const lock = (reason: 'watched' | 'asked' = 'asked') =>
  transactionAs(house.here.worker, (tx) =>
    lockChannel(tx, it.person.victimId, { channel: 'text', reason, note: '' }),
  );
const propose = (by = house.here.manager) => transactionAs(by, (tx) => proposeOverride(tx, it.id, why));
const answer = (by: typeof house.here.worker, overrideId: string | null, said: OverrideAnswer) =>
  transactionAs(by, (tx) => answerOverride(tx, String(overrideId), said));
const confirmed = async () => answer(house.here.worker, await propose(), 'confirmed');
const standing = async () =>
  (await transactionAs(house.here.worker, (tx) => overridesOf(tx, it.id))).map(({ state }) => state);

/** Looks at what waits by today's clock, by which a proposal ends. */
async function holdNow() {
  await db()`update message set not_before = now() - interval '1 hour', expires_at = now() + interval '400 days' where id = ${it.id}`;
  await hold(new Date());
}

/** What leaves at a moment, by anyone's leave. */
async function sent(at = wednesdayNoon) {
  const paper = paperIn();
  await hold(at);
  await sendDue(house.here.id, { at, ...paper });
  return paper.read();
}

beforeEach(async () => {
  await emptyQueue();
  it.person = await newPerson();
  it.id = await queue(it.person);
});

describe('a text by a locked way', () => {
  test('stays here, asked for by a worker or by a manager', async () => {
    await lock();
    expect(await sent()).toEqual([]);
    expect(await stateOf(it.id)).toMatchObject({ state: 'held', held_reason: 'no_channel' });
    await expect(propose(house.here.worker)).rejects.toThrow(StatementRefusedError);
    await expect(propose({ ...house.here.worker, role: 'manager' })).rejects.toThrow(StatementRefusedError);
    expect(await sent()).toEqual([]);
  });

  test('waits for a second person once a manager has said why, and the worker has it to do', async () => {
    await lock();
    const overrideId = await propose();
    await holdNow();
    expect(await stateOf(it.id)).toMatchObject({ state: 'held', held_reason: 'second_person' });
    expect(await sent()).toEqual([]);
    expect(await tasksOf(it.person)).toEqual(['second_person']);
    expect(await transactionAs(house.here.worker, (tx) => overridesOf(tx, it.id))).toMatchObject([
      { overrideId, state: 'waiting', why, proposedBy: house.here.manager.staffId },
    ]);
    expect(await propose()).toBeNull();
  });

  test('leaves when a second person says yes, once, in the next safe time; the next one stays here', async () => {
    await lock('watched');
    await db()`update contact_point set watched = true where id = ${it.person.mobile.id}`;
    expect(await confirmed()).toBe('done');
    const next = await queue(it.person);
    expect(await sent(wednesdayNight)).toEqual([]);
    expect(await stateOf(it.id)).toMatchObject({ held_reason: 'quiet_hours' });
    expect(await sent(new Date('2026-11-26T09:00:00Z'))).toHaveLength(1);
    expect(await sent(new Date('2026-11-26T10:00:00Z'))).toEqual([]);
    expect(await stateOf(it.id)).toMatchObject({ state: 'accepted' });
    expect(await stateOf(next)).toMatchObject({ state: 'held', held_reason: 'no_channel' });
    expect(await auditOf(house.database, it.person.victimId)).toEqual(
      expect.arrayContaining(['channel_override.proposed', 'channel_override.confirmed']),
    );
  });

  test('leaves without asking anyone once the lock is lifted', async () => {
    await lock();
    const [row] = await db()`select id from channel_lock where victim_id = ${it.person.victimId}`;
    await transactionAs(house.here.manager, (tx) => liftChannelLock(tx, it.person.victimId, row?.id));
    expect(await sent()).toHaveLength(1);
  });
});

describe('a second person', () => {
  test('is never the first: not as a manager, not as staff, not in the words of SQL', async () => {
    await lock();
    const overrideId = await propose();
    const { manager, auditor } = house.here;
    expect(await answer(manager, overrideId, 'confirmed')).toBe('not_theirs');
    const insert: SQL = sql`insert into channel_override_answer
      (service_id, override_id, victim_id, proposed_by, answer, answered_by) select service_id, id, victim_id, `;
    const forged = [
      sql`${insert} proposed_by, 'confirmed', ${manager.staffId} from channel_override where id = ${overrideId}`,
      sql`${insert} ${house.here.worker.staffId}, 'confirmed', ${manager.staffId} from channel_override where id = ${overrideId}`,
      sql`${insert} proposed_by, 'confirmed', ${house.here.worker.staffId} from channel_override where id = ${overrideId}`,
    ];
    const actors: Actor[] = [
      ...[manager, { ...manager, role: 'staff' as const }, { ...manager, role: 'reporter' as const }],
      ...[auditor, { role: 'sender' as const, serviceId: house.here.id }],
      ...[
        { role: 'webhook' as const, serviceId: house.here.id },
        { role: 'visitor' as const, serviceId: house.here.id },
      ],
      {
        ...{ role: 'victim', serviceId: house.here.id },
        ...{ victimId: it.person.victimId, personId: it.person.victimId },
      },
    ];
    for (const actor of actors)
      for (const statement of forged)
        await expect(transactionAs(actor, (tx) => tx.execute(statement))).rejects.toThrow(
          StatementRefusedError,
        );
    for (const statement of forged.slice(0, 2))
      await expect(
        transactionAs(manager, (tx) => tx.execute(statement)).catch((error) => error.constraint),
      ).resolves.toMatch(/second_person|fkey/);
    expect(await sent()).toEqual([]);
    expect(await standing()).toEqual(['waiting']);
  });

  test('cannot take back what was said, nor can anybody else', async () => {
    await lock();
    await confirmed();
    for (const statement of [
      "update channel_override_answer set answer = 'refused'",
      'delete from channel_override',
    ])
      await expect(db().unsafe(statement)).rejects.toThrow('append-only');
    const [{ overrideId } = { overrideId: null }] = await transactionAs(house.here.worker, (tx) =>
      overridesOf(tx, it.id),
    );
    expect(await answer(house.here.worker, overrideId, 'refused')).toBe('late');
  });

  test('who says no stops the message', async () => {
    await lock();
    expect(await answer(house.here.worker, await propose(), 'refused')).toBe('done');
    expect(await sent()).toEqual([]);
    expect(await stateOf(it.id)).toMatchObject({ state: 'cancelled', wiped: true });
  });

  test('is too late after a day, and the message is held as before', async () => {
    await lock();
    const overrideId = await propose();
    await db().begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update channel_override set ends_at = clock_timestamp() where id = ${overrideId}`;
    });
    expect(await answer(house.here.worker, overrideId, 'confirmed')).toBe('late');
    await holdNow();
    expect(await stateOf(it.id)).toMatchObject({ state: 'held', held_reason: 'no_channel' });
    expect(await standing()).toEqual(['ended']);
    expect(await confirmed()).toBe('done');
    expect(await standing()).toEqual(['confirmed', 'ended']);
  });

  test('who works elsewhere finds nothing to answer', async () => {
    await lock();
    const overrideId = await propose();
    await expect(answer(house.elsewhere.manager, overrideId, 'confirmed')).rejects.toThrow(NotThereError);
    expect(await transactionAs(house.elsewhere.worker, (tx) => overridesOf(tx, it.id))).toEqual([]);
  });
});

test('who proposed may take it back, and the message is held as before', async () => {
  await lock();
  const overrideId = await propose();
  expect(await answer(house.here.worker, overrideId, 'withdrawn')).toBe('not_theirs');
  expect(await answer(house.here.manager, overrideId, 'withdrawn')).toBe('done');
  expect(await sent()).toEqual([]);
  expect(await stateOf(it.id)).toMatchObject({ state: 'held', held_reason: 'no_channel' });
});

const stronger: [string, string, () => Promise<unknown>][] = [
  [
    ...(['STOP', 'suppressed'] as const),
    () => db()`update suppression set suppressed_at = now(), reason = 'stop'
      where blind_index = (select blind_index from contact_point where id = ${it.person.mobile.id})`,
  ],
  [
    ...(['no answer about texts', 'choice'] as const),
    () => db()`update choice_now set state = 'unanswered' where id = ${it.person.choices.text}`,
  ],
  [
    ...(['a pause', 'hold'] as const),
    () =>
      db()`update hold set held = true, reason = 'asked_to_pause' where victim_id = ${it.person.victimId}`,
  ],
  [
    ...(['a number that reaches nobody', 'no_channel'] as const),
    () => db()`update contact_point set bad_at = now() where id = ${it.person.mobile.id}`,
  ],
];

describe.each(stronger)('an override does not beat %s', (_what, reason, happens) => {
  test('that was there before: there is nothing to propose', async () => {
    await lock();
    await happens();
    expect(await propose()).toBeNull();
  });
  test('that came after two people had agreed', async () => {
    await lock();
    await confirmed();
    await happens();
    expect(await sent()).toEqual([]);
    expect(await stateOf(it.id)).toMatchObject({ state: 'held', held_reason: reason });
  });
});

describe('two people agreed on what they knew', () => {
  test('and not on a lock that came after', async () => {
    await db()`update contact_point set watched = true where id = ${it.person.mobile.id}`;
    await confirmed();
    await lock();
    expect(await sent()).toEqual([]);
  });
  test('and not on somebody reading the number since', async () => {
    await lock();
    await confirmed();
    await db()`update contact_point set watched = true where id = ${it.person.mobile.id}`;
    expect(await sent()).toEqual([]);
  });
});

test('nothing is proposed about a message that nothing locks', async () => {
  expect(await propose()).toBeNull();
});

test('the form wants to know why', () => {
  expect(overrideForm.parse({ why: ` ${why} ` })).toEqual({ why });
  expect(overrideForm.safeParse({ why: ' ' }).error?.issues.map(({ message }) => message)).toEqual([
    'channelOverride.why.missing',
  ]);
});
