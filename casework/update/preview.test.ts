import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answer, type SomeonesCase, someone } from '../../tests/support/people.ts';
import { addContactPoint, confirmContactPoint } from '../contact-point/store.server.ts';
import type { MilestoneKind } from '../milestone/rules.ts';
import { milestones } from '../milestone/rules.ts';
import { recordMilestone } from '../milestone/store.server.ts';
import { previewUpdate } from './preview.server.ts';
import { messageChannels } from './rules.ts';
import { writeUpdate } from './store.server.ts';

const house = aHouse();
const happenedOn = '2026-05-19';

vi.useFakeTimers({ now: new Date('2026-05-20T10:00:00Z'), toFake: ['Date'] });
afterEach(() => {
  vi.setSystemTime(new Date('2026-05-20T10:00:00Z'));
});
afterAll(() => {
  vi.useRealTimers();
});

async function informed(choices: string[]): Promise<SomeonesCase> {
  const who = await someone(house.here.worker);
  await answer(who, choices);
  await transactionAs(house.here.worker, async (tx) => {
    const { id } = await addContactPoint(tx, who.victimId, {
      ...{ kind: 'mobile', value: '+447700900457', source: 'police', shared: false, watched: false },
    });
    await confirmContactPoint(tx, who.victimId, id);
  });
  return who;
}

const preview = ({ victimId, caseId }: SomeonesCase, kind: MilestoneKind) =>
  transactionAs(house.here.worker, (tx) =>
    previewUpdate(tx, {
      ...{ victimId, caseId, kind, happenedOn, topic: milestones[kind].topic, channels: messageChannels },
    }),
  );

const write = ({ caseId }: SomeonesCase, kind: MilestoneKind) =>
  transactionAs(house.here.worker, async (tx) => {
    const { milestoneId, topic } = await recordMilestone(tx, caseId, { kind, happenedOn });
    return writeUpdate(tx, caseId, {
      ...{ milestoneId, topic, happened: 'It was.', next: 'It will be.', nextBy: null, language: 'en' },
      ...{ reviewState: 'own_words', channels: [...messageChannels] },
    });
  });

describe('what a worker looks at before an update goes', () => {
  test.each(['panel', 'order_finished', 'no_further_action'] as const)(
    'is what is then sent and not sent about %s',
    async (kind) => {
      const who = await informed([
        ...['contact//', 'contact//text', 'updates/progress/'],
        ...['updates/finished/', 'updates/decision/'],
      ]);
      const looked = await preview(who, kind);
      const sent = await write(who, kind);
      expect(looked.said.map(({ channel }) => channel)).toEqual(sent.queued.map(({ channel }) => channel));
      expect(looked.notSaid.map(({ channel }) => channel)).toEqual(
        sent.notSent.map(({ channel }) => channel),
      );
      expect(looked.waits !== null).toBe(sent.state === 'waiting_for_call');
    },
  );

  test('gives the same reason for what does not go as the sending does', async () => {
    const who = await informed(['contact//', 'contact//text', 'updates/progress/']);
    const looked = await preview(who, 'panel');
    expect(looked.notSaid).toEqual((await write(who, 'panel')).notSent);
    expect(looked.notSaid).toContainEqual({ channel: 'email', why: 'not_agreed' });
  });

  test('shows the whole of a text, what a locked phone shows of it, and its parts', async () => {
    const who = await informed(['contact//', 'contact//text', 'updates/progress/']);
    const [text] = (await preview(who, 'panel')).said;
    expect(text?.text).toContain('STOP');
    expect(text?.lockScreen.full).toBe(text?.text);
    expect(text?.segments).toMatchObject({ segments: 1, encoding: 'GSM-7' });
    expect(text?.hint).toBe('…457');
  });

  test('says that someone did not choose the topic, or refused contact, and then nobody can be sent anything', async () => {
    const who = await informed(['contact//', 'contact//text', 'updates/finished/']);
    expect((await preview(who, 'panel')).notChosen).toBe('topic');
    expect((await preview(who, 'order_finished')).notChosen).toBeNull();
    await expect(write(who, 'panel')).rejects.toThrow();
  });
});
