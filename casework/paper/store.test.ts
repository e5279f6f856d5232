import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';
import { paperProvider } from '#messaging/providers/paper.server.ts';
import { aHouse, type StaffMember } from '../../tests/support/house.ts';
import { victimOfCase } from '../case/store.server.ts';
import { choicesOf } from '../choice/store.server.ts';
import { declareConflict } from '../conflict/store.server.ts';
import { contactPointsOf } from '../contact-point/store.server.ts';
import { intakeForm } from '../intake/form.server.ts';
import { takeIn } from '../intake/store.server.ts';
import { papersWritten } from './store.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'heard-paper-'));
const house = aHouse();
const shown = (tx: Tx<StaffActor>) => papersWritten(tx, folder);
let sent: { victimId: string; messageId: string };

async function aMessage(worker: StaffMember) {
  return transactionAs(worker, async (tx) => {
    const typed = {
      ...{ key: randomUUID(), name: 'Grace Adeyemi', basis: 'direct', mobile: '07700 900777', kind: 'theft' },
      ...{ receivedFrom: 'police', receivedOn: '2026-04-02', receivedAt: '15:00', workerId: worker.staffId },
    };
    const victimId = await victimOfCase(tx, await takeIn(tx, intakeForm.parse(typed)));
    const [point] = await contactPointsOf(tx, victimId);
    const [choice] = await choicesOf(tx, victimId);
    if (!point || !choice) throw new Error('Someone taken on has a number and questions');
    const messageId = await enqueue(tx, {
      ...{ victimId, caseId: null, updateId: null, kind: 'update', channel: 'text' },
      ...{ contactPointId: point.id, topicChoiceId: choice.id, channelChoiceId: choice.id },
      facts: { kind: 'update', content: 'nudge', phone: '01632 960001' },
    });
    return { victimId, messageId };
  });
}

beforeAll(async () => {
  sent = await aMessage(house.here.worker);
  await paperProvider(folder).submit({
    ...{ messageId: sent.messageId, attempt: 1, channel: 'text', to: '+447700900777', language: 'en' },
    ...{
      subject: null,
      text: 'There is something new for you.',
      html: null,
      callbackUrl: null,
      validForSeconds: null,
    },
  });
});

it('shows staff what would have left for the people whose case they may open', async () => {
  const mine = await transactionAs(house.here.worker, shown);
  expect(mine.filter(({ id }) => id === sent.messageId)).toHaveLength(1);
});

it('shows nothing of it to another service, which writes to the same folder', async () => {
  const theirs = await transactionAs(house.elsewhere.worker, shown);
  expect(theirs).toEqual([]);
});

it('shows nothing of it to a colleague who declared a conflict', async () => {
  await transactionAs(house.here.manager, (tx) => declareConflict(tx, sent.victimId));
  const seen = await transactionAs(house.here.manager, shown);
  expect(seen.filter(({ id }) => id === sent.messageId)).toEqual([]);
});
