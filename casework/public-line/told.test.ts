import { beforeAll, describe, expect, it } from 'vitest';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answer, type SomeonesCase } from '../../tests/support/people.ts';
import { youSaidIn } from '../../tests/support/you-said.ts';
import { addContactPoint, confirmContactPoint } from '../contact-point/store.server.ts';
import { publishLine } from './approval.server.ts';
import { readTold, tellWhoAsked, toldOf } from './told.server.ts';

const house = aHouse();
const { begin, write, newest, approve, published, said, people } = youSaidIn(house);

describe('someone who asked to be told', () => {
  let asker: SomeonesCase;
  let quiet: SomeonesCase;
  beforeAll(async () => {
    [asker, quiet] = (await people(2)) as [SomeonesCase, SomeonesCase];
    await transactionAs(house.here.worker, async (tx) => {
      const point = await addContactPoint(tx, asker.victimId, {
        ...{ kind: 'mobile', value: '+447700900801', source: 'police', shared: false, watched: false },
      });
      await confirmContactPoint(tx, asker.victimId, point.id);
    });
    await answer(asker, ['contact//', 'contact//text']);
  });

  it('is told once, in neutral words by a safe way and on their own page, and nobody else is', async () => {
    const gathered = [await said(asker.victimId, { wantsAnswer: true }), await said(quiet.victimId)];
    const { lineId } = await published({ feedback: gathered });
    const tell = () => transactionAs(house.here.worker, (tx) => tellWhoAsked(tx, lineId));
    expect(await tell()).toEqual({ told: 1, byPhone: 0, stillToTell: 0 });
    expect(await tell()).toEqual({ told: 0, byPhone: 0, stillToTell: 0 });
    const messages = await rows(
      house.database,
      (sql) =>
        sql`select kind, channel, state from message where victim_id in (${asker.victimId}, ${quiet.victimId})`,
    );
    expect(messages.map((it) => ({ ...it }))).toEqual([{ kind: 'reply', channel: 'text', state: 'queued' }]);
    expect(await transactionAs(asker.me, toldOf)).toMatchObject([{ lineId, readAt: null }]);
    expect(await transactionAs(quiet.me, toldOf)).toEqual([]);
    await transactionAs(asker.me, (tx) => readTold(tx, [lineId]));
    const [read] = await transactionAs(asker.me, toldOf);
    expect(read?.readAt).toBeInstanceOf(Date);
  });

  it('has it on their page and is counted to be rung where no way is safe', async () => {
    const { lineId } = await published({ feedback: [await said(quiet.victimId, { wantsAnswer: true })] });
    expect(await transactionAs(house.here.worker, (tx) => tellWhoAsked(tx, lineId))).toMatchObject({
      told: 0,
      byPhone: 1,
    });
    expect(await transactionAs(quiet.me, toldOf)).toHaveLength(1);
  });

  it('is not told by the worker they wanted kept out of it, who sees neither that nor the notice', async () => {
    const theirs = await said(asker.victimId, { wantsAnswer: true, notMyWorker: true });
    const themeId = await begin(
      { feedback: [theirs], ownerId: house.here.manager.staffId },
      house.here.manager,
    );
    await write(themeId);
    await approve(themeId);
    const { lineId } = await newest(themeId);
    await transactionAs(house.here.worker, (tx) => publishLine(tx, lineId));
    const byWorker = await transactionAs(house.here.worker, (tx) => tellWhoAsked(tx, lineId));
    expect(byWorker).toEqual({ told: 0, byPhone: 0, stillToTell: 1 });
    const byManager = await transactionAs(house.here.manager, (tx) => tellWhoAsked(tx, lineId));
    expect(byManager).toEqual({ told: 1, byPhone: 0, stillToTell: 0 });
    const seenBy = (by: StaffActor, table: string) =>
      transactionAs(by, (tx) => tx.execute(`select 1 from ${table} where line_id = '${lineId}'`));
    const notices = (by: StaffActor) =>
      transactionAs(by, (tx) =>
        tx.execute(
          `select 1 from message where id in (select message_id from line_notice where line_id = '${lineId}')`,
        ),
      );
    expect(await seenBy(house.here.worker, 'line_told')).toHaveLength(0);
    expect(await seenBy(house.here.worker, 'line_notice')).toHaveLength(0);
    expect(await seenBy(house.here.manager, 'line_notice')).toHaveLength(1);
    expect(await notices(house.here.manager)).toHaveLength(1);
    const queued = await rows(
      house.database,
      (sql) => sql<{ id: string }[]>`select message_id as id from line_notice where line_id = ${lineId}`,
    );
    const messageId = queued[0]?.id ?? '';
    const sees = (by: StaffActor) =>
      transactionAs(by, (tx) => tx.execute(`select 1 from message where id = '${messageId}'`));
    expect(await sees(house.here.worker)).toHaveLength(0);
    expect(await sees(house.here.manager)).toHaveLength(1);
  });
});
