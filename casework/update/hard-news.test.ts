import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { sendDue } from '#messaging/deliver.server.ts';
import { retryMessage } from '#messaging/outbox.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answering, lookAtWaiting, messagesIn } from '../../tests/support/messages-in.ts';
import { answer, type SomeonesCase, someone } from '../../tests/support/people.ts';
import { addContactPoint, confirmContactPoint } from '../contact-point/store.server.ts';
import { recordMilestone } from '../milestone/store.server.ts';
import { changeSafeWindows } from '../safe-window/store.server.ts';
import { releaseUpdate } from './release.server.ts';
import { canBeAsked } from './rules.ts';
import { writeUpdate } from './store.server.ts';

const house = aHouse();
const { db, emptyQueue } = messagesIn(house);

beforeEach(() => emptyQueue());
afterEach(() => {
  vi.useRealTimers();
});

async function reachable(): Promise<SomeonesCase> {
  const who = await someone(house.here.worker);
  await answer(who, ['contact//', 'contact//text', 'updates/safety/', 'updates/progress/']);
  await transactionAs(house.here.worker, async (tx) => {
    const point = { kind: 'mobile', value: '+447700900457', source: 'police' } as const;
    const { id } = await addContactPoint(tx, who.victimId, { ...point, shared: false, watched: false });
    await confirmContactPoint(tx, who.victimId, id);
  });
  return who;
}

/** A text about news, queued on Friday at ten to three, before any of this winter's moments at which it is looked at. */
async function fridayText(kind: 'release' | 'panel', who: SomeonesCase) {
  vi.useFakeTimers({ now: new Date('2026-11-27T14:50:00Z'), toFake: ['Date'] });
  const { updateId } = await transactionAs(house.here.worker, async (tx) => {
    const about = await recordMilestone(tx, who.caseId, { kind, happenedOn: '2026-11-26' });
    return writeUpdate(tx, who.caseId, {
      ...{ milestoneId: about.milestoneId, topic: about.topic, happened: 'It is so.', next: 'I ring you.' },
      ...{ nextBy: null, language: 'en', reviewState: 'own_words', channels: ['text'] },
    });
  });
  if (kind === 'release') await transactionAs(house.here.manager, (tx) => releaseUpdate(tx, updateId));
  vi.useRealTimers();
  const [message] = await db()<{ id: string }[]>`select id from message where update_id = ${updateId}`;
  return waiting(String(message?.id));
}

async function waiting(id: string): Promise<string> {
  await db()`update message set created_at = '2026-11-20', not_before = '2026-11-20', expires_at = '2027-01-01' where id = ${id}`;
  return id;
}

/** How a message stands after a moment at which it might have left. */
async function lookAt(id: string, moment: string) {
  const at = new Date(moment);
  await lookAtWaiting(house, at);
  const provider = answering({ state: 'accepted', providerId: id });
  await sendDue(house.here.id, { at, ...provider });
  const [row] = await db()`select state, held_reason from message where id = ${id}`;
  return { is: row?.held_reason ?? row?.state, given: provider.given };
}

const standsAt = async (id: string, moment: string) => (await lookAt(id, moment)).is;

describe('a text about hard news released on a Friday at ten to three', () => {
  test('waits over the weekend, though her safe times open on Friday evening, and comes on Monday', async () => {
    const who = await reachable();
    await transactionAs(house.here.worker, (tx) =>
      changeSafeWindows(tx, who.victimId, [
        { weekday: 5, opens: '17:00', closes: '21:00' },
        { weekday: 6, opens: '10:00', closes: '12:00' },
        { weekday: 1, opens: '10:00', closes: '12:00' },
      ]),
    );
    const id = await fridayText('release', who);
    for (const moment of ['2026-11-27T14:55:00Z', '2026-11-27T18:00:00Z', '2026-11-28T11:00:00Z'])
      expect(await standsAt(id, moment), moment).toBe('nobody_to_ask');
    expect(await standsAt(id, '2026-11-30T09:00:00Z')).toBe('window');
    expect(await standsAt(id, '2026-11-30T10:30:00Z')).toBe('accepted');
  });

  test('waits as well when staff send it again at the weekend', async () => {
    const id = await fridayText('release', await reachable());
    await db()`update message set state = 'failed', failure_code = '30007' where id = ${id}`;
    const again = await transactionAs(house.here.worker, (tx) => retryMessage(tx, id));
    await waiting(String(again));
    expect(await standsAt(String(again), '2026-11-28T11:00:00Z')).toBe('nobody_to_ask');
    expect(await standsAt(String(again), '2026-11-30T10:30:00Z')).toBe('accepted');
  });
});

test('a text about hard news that leaves at twenty past two on a Friday is not delivered after three', async () => {
  const [hard, other] = [await fridayText('release', await reachable()), await reachable()];
  const validFor = async (id: string) => (await lookAt(id, '2026-11-27T14:20:00Z')).given[0]?.validForSeconds;
  expect(await validFor(hard)).toBeLessThanOrEqual(40 * 60);
  expect(await validFor(await fridayText('panel', other))).toBeGreaterThan(3 * 3600);
});

test('a text about any other news comes on a Friday evening', async () => {
  const id = await fridayText('panel', await reachable());
  expect(await standsAt(id, '2026-11-27T18:00:00Z')).toBe('accepted');
});

test('PostgreSQL and the page say of every hour of a year alike whether somebody can be asked', async () => {
  const from = Date.parse('2026-11-01T00:00:00Z');
  const moments = Array.from({ length: 9300 }, (_, n) => new Date(from + n * 59 * 60_000));
  const said = await db()<{ may: boolean }[]>`
    select can_be_asked(at::timestamptz) as may
    from unnest(${moments.map((at) => at.toISOString())}::text[]) with ordinality as t(at, n) order by n`;
  expect(said.map(({ may }) => may)).toEqual(moments.map(canBeAsked));
});
