import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answer, person, type SomeonesCase, someone } from '../../tests/support/people.ts';
import { caseOf, openCase } from '../case/store.server.ts';
import { addContactPoint, confirmContactPoint } from '../contact-point/store.server.ts';
import { clearanceOf, releaseLeak, sayNotAboutThem, takeBackHeld } from '../leak/finding.server.ts';
import { knowIdentifier } from '../leak/store.server.ts';
import { recordMilestone } from '../milestone/store.server.ts';
import { takeOn } from '../victim/store.server.ts';
import { publishCleared, takeBackCleared } from './cleared.server.ts';
import { releaseUpdate } from './release.server.ts';
import type { MessageChannel } from './rules.ts';
import { updateOf, writeUpdate } from './store.server.ts';

const house = aHouse();

async function informed(): Promise<SomeonesCase> {
  const who = await someone(house.here.worker, { name: 'Nadia Mensah', callMe: 'Nadia' });
  await answer(who, ['contact//', 'contact//text', 'updates/decision/', 'updates/progress/']);
  await transactionAs(house.here.worker, async (tx) => {
    const point = { kind: 'mobile', value: '+447700900456', source: 'police' } as const;
    const { id } = await addContactPoint(tx, who.victimId, { ...point, shared: false, watched: false });
    await confirmContactPoint(tx, who.victimId, id);
    const it = await caseOf(tx, who.caseId);
    if (!it) throw new Error('There is a case');
    await knowIdentifier(tx, it.incident.id, { kind: 'child_name', words: 'Kayden Walsh' });
    await knowIdentifier(tx, it.incident.id, { kind: 'child_nickname', words: 'Storm', ambiguous: true });
  });
  return who;
}

const write = (
  { caseId }: SomeonesCase,
  happened: string,
  kind: 'panel' | 'not_guilty' = 'panel',
  channels: MessageChannel[] = ['text'],
) =>
  transactionAs(house.here.worker, async (tx) => {
    const { milestoneId, topic } = await recordMilestone(tx, caseId, { kind, happenedOn: '2026-05-19' });
    const written = await writeUpdate(tx, caseId, {
      ...{ milestoneId, topic, happened, next: 'I will write in June.', nextBy: null },
      ...{ language: 'en', reviewState: 'own_words', channels },
    });
    const { leakId } = await clearanceOf(tx, 'update', written.updateId);
    return { ...written, leakId: String(leakId) };
  });
const stateOf = async ({ me }: SomeonesCase, updateId: string) =>
  (await transactionAs(me, (tx) => updateOf(tx, updateId)))?.state;
const messages = ({ victimId }: SomeonesCase) =>
  rows(
    house.database,
    (sql) => sql`select channel, update_id as of from message where victim_id = ${victimId}`,
  );
const why = 'The person named themselves in court.';

describe('an update', () => {
  test('that names the child reaches nobody until a manager who did not write it releases it', async () => {
    const who = await informed();
    const { updateId, leakId, notSent } = await write(who, 'We met Kayden today.');
    expect(notSent).toEqual([{ channel: 'text', why: 'leak' }]);
    expect([await stateOf(who, updateId), await messages(who)]).toEqual([undefined, []]);
    const past = transactionAs(house.here.manager, (tx) => releaseUpdate(tx, updateId));
    await expect(past).resolves.toEqual({ released: false, why: 'leak' });
    await transactionAs(house.here.manager, async (tx) =>
      publishCleared(tx, await releaseLeak(tx, leakId, why)),
    );
    expect(await stateOf(who, updateId)).toBe('published');
    expect(await messages(who)).toHaveLength(1);
  });

  test('whose held words were cleared goes by the ways its writer chose, whatever the person prefers', async () => {
    const who = await informed();
    const [none, both] = [
      await write(who, 'We met Kayden today.', 'panel', []),
      await write(who, 'We met Kayden again.', 'panel', ['text', 'email']),
    ];
    const release = (leakId: string) =>
      transactionAs(house.here.manager, async (tx) => publishCleared(tx, await releaseLeak(tx, leakId, why)));
    await release(none.leakId);
    expect([await stateOf(who, none.updateId), await messages(who)]).toEqual(['published', []]);
    await release(both.leakId);
    const chosen = await rows(
      house.database,
      (sql) =>
        sql<
          { channels: string[] }[]
        >`select channels from case_update where victim_id = ${who.victimId} order by created_at`,
    );
    expect(chosen.map(({ channels }) => channels)).toEqual([[], ['text', 'email']]);
    expect(await messages(who)).toEqual([{ channel: 'text', of: both.updateId }]);
  });

  test('that names nobody, or only the person it is to, goes as it always did', async () => {
    const who = await informed();
    expect((await write(who, 'Nadia, the panel met today.')).state).toBe('published');
  });

  test('that names another person harmed in the incident is held, without anybody having entered them', async () => {
    const who = await informed();
    const it = await transactionAs(house.here.worker, (tx) => caseOf(tx, who.caseId));
    await transactionAs(house.here.worker, async (tx) => {
      const { victimId } = await takeOn(tx, person({ name: 'Tobias Okafor', callMe: 'Toby' }));
      await openCase(tx, {
        ...{ victimId, incident: { id: String(it?.incident.id) }, workerId: house.here.worker.staffId },
        ...{ receivedFrom: 'police', detailsReceivedAt: new Date() },
      });
    });
    for (const named of ['Okafor was there.', 'Tobias was there.', 'Toby was there.', 'Тобиас был там.'])
      expect((await write(who, named)).notSent, named).toEqual([{ channel: 'text', why: 'leak' }]);
  });

  test('may name the worker by their first name and not by their surname', async () => {
    const who = await informed();
    expect((await write(who, 'Amira met the panel.')).state).toBe('published');
    const { notSent } = await write(who, 'Amira Rivermead met the panel.');
    expect(notSent).toEqual([{ channel: 'text', why: 'leak' }]);
  });

  test('with a word that may be a nickname goes when its writer says that it is not about them', async () => {
    const who = await informed();
    const { updateId, leakId } = await write(who, 'The storm kept the panel from meeting.');
    expect(await stateOf(who, updateId)).toBeUndefined();
    await transactionAs(house.here.worker, async (tx) =>
      publishCleared(tx, await sayNotAboutThem(tx, leakId)),
    );
    expect(await stateOf(who, updateId)).toBe('published');
  });

  test('of hard news still waits for a call when its words are cleared', async () => {
    const who = await informed();
    const { updateId, leakId } = await write(who, 'Kayden was found not guilty.', 'not_guilty');
    await transactionAs(house.here.manager, async (tx) =>
      publishCleared(tx, await releaseLeak(tx, leakId, why)),
    );
    expect(await stateOf(who, updateId)).toBeUndefined();
  });

  test('that was held and taken back is never published', async () => {
    const who = await informed();
    const { updateId, leakId } = await write(who, 'We met Kayden today.');
    await transactionAs(house.here.worker, async (tx) => takeBackCleared(tx, await takeBackHeld(tx, leakId)));
    const seen = await transactionAs(house.here.worker, (tx) => updateOf(tx, updateId));
    expect(seen?.state).toBe('taken_back');
  });
});
