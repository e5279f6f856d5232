import { describe, expect, test } from 'vitest';
import { StatementRefusedError, transactionAs } from '#db/transaction.server.ts';
import { sendDue } from '#messaging/deliver.server.ts';
import { auditOf } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { codeIn } from '../../tests/support/letterbox.ts';
import { messagesIn, paperIn, wednesdayNoon } from '../../tests/support/messages-in.ts';
import { type ReachablePerson, reachablePerson } from '../../tests/support/reachable-person.ts';
import { stillStopped, stoppedIn } from '../../tests/support/stopped.ts';
import { lockChannel } from '../channel-lock/store.server.ts';
import { confirmContactPoint, endContactPoint, flagContactPoint } from '../contact-point/store.server.ts';
import { askToVerify, verifyContactPoint } from '../contact-point/verification.server.ts';
import { answerVerifyRequests } from '../contact-point/verify-requests.server.ts';
import { pauseEverything } from '../hold/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { restrictCase } from '../restriction/store.server.ts';
import { startAgainForm } from './form.server.ts';
import { startAgain } from './store.server.ts';

const house = aHouse();
const { db, newPerson, queue, stateOf, hold, emptyQueue, tasksOf } = messagesIn(house);
const { texts, stopped, stands, start, keptOf } = stoppedIn(house, { db, newPerson });
const browser = 'the browser that asked';

const meOf = ({ serviceId, victimId }: ReachablePerson) =>
  ({ role: 'victim', serviceId, victimId, personId: victimId }) as const;

/** Six digits asked for in a browser, sent, and typed there. */
async function typeCode(person: ReachablePerson) {
  const { victimId, mobile } = person;
  await transactionAs(meOf(person), (tx) => askToVerify(tx, victimId, mobile.id, browser));
  await transactionAs({ role: 'sender', serviceId: house.here.id }, answerVerifyRequests);
  const paper = paperIn();
  await sendDue(house.here.id, paper);
  const [sheet] = await paper.read();
  const code = sheet ? codeIn(sheet.body) : undefined;
  return transactionAs(meOf(person), (tx) => verifyContactPoint(tx, victimId, String(code), browser));
}
const leaves = async (id: string, at = wednesdayNoon) => {
  await hold(at);
  await sendDue(house.here.id, { at, ...paperIn() });
  const row = await stateOf(id);
  return [row?.state, row?.held_reason];
};

describe('somebody who stopped texts and asks for them again', () => {
  test('gets a code first, and once it is typed what they said yes to leaves again', async () => {
    const person = await stopped();
    expect(await keptOf(person)).toEqual(stillStopped);
    expect(await leaves(await queue(person))).toEqual(['held', 'suppressed']);
    await emptyQueue();
    expect(await start(person)).toBe('started');
    expect(await keptOf(person)).toEqual({ stopped: false, verified: false, version: 2, started: 1 });
    const update = await queue(person);
    expect(await leaves(update)).toEqual(['held', 'no_channel']);
    expect(await typeCode(person)).toBe('verified');
    const aMinuteLater = new Date(wednesdayNoon.getTime() + 61_000);
    expect(await leaves(update, aMinuteLater)).toEqual(['accepted', null]);
    expect(await keptOf(person)).toMatchObject({ stopped: false, verified: true });
    expect(await auditOf(house.database, person.victimId)).toContain('contact_point.started_again');
  });

  test('is asked for that code by nobody’s word: staff who heard their voice cannot stand in for it', async () => {
    const [person, other] = [await stopped(), await newPerson()];
    await start(person);
    const confirm = ({ victimId, mobile }: ReachablePerson) =>
      transactionAs(house.here.worker, (tx) => confirmContactPoint(tx, victimId, mobile.id));
    expect(await confirm(person)).toBe(false);
    expect(await keptOf(person)).toMatchObject({ verified: false });
    expect(await confirm(other)).toBe(true);
    await typeCode(person);
    expect(await confirm(person)).toBe(true);
  });

  test('starts nothing by START alone, which a person has to read', async () => {
    const person = await stopped();
    await texts(person, 'START');
    expect(await keptOf(person)).toEqual(stillStopped);
  });

  test('can stop them again at once, and what was stopped and started before stays on record', async () => {
    const person = await stopped();
    await start(person, house.here.manager);
    await texts(person, 'STOP');
    expect(await keptOf(person)).toMatchObject({ stopped: true, started: 1 });
    expect(await start(person)).toBe('started');
    const { earlier } = await stands(person);
    const { manager, worker } = house.here;
    expect(earlier.map(({ startedBy }) => startedBy)).toEqual([manager.staffId, worker.staffId]);
    expect(earlier.every(({ stoppedAt, startedAt }) => stoppedAt < startedAt)).toBe(true);
  });

  test('is stopped once and keeps its moment, however often STOP comes', async () => {
    const person = await stopped();
    const since = async () => (await stands(person)).stop?.exactly;
    const before = await since();
    await texts(person, 'STOP');
    expect(await since()).toBe(before);
    expect((await tasksOf(person)).filter((kind) => kind === 'texts_stopped')).toHaveLength(1);
  });

  test('has the last word by STOP, though it came in the very moment they were started', async () => {
    const person = await stopped();
    const { worker } = house.here;
    const { stop } = await stands(person);
    let word = Promise.resolve();
    await transactionAs(worker, async (tx) => {
      const asked = { how: 'phone' as const, seen: String(stop?.seen) };
      expect(await startAgain(tx, person.victimId, person.mobile.id, asked)).toBe('started');
      let came = false;
      word = texts(person, 'STOP').then(() => {
        came = true;
      });
      const waits = () =>
        db()`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await expect.poll(async () => came || (await waits()).length > 0).toBe(true);
    });
    await word;
    expect(await keptOf(person)).toMatchObject({ stopped: true, started: 1 });
  });

  test.each([
    [
      'a no in their choices',
      'choice',
      ({ choices }: ReachablePerson) =>
        db()`update choice_now set state = 'declined', changed_at = '2026-01-01' where id = ${choices.decision}`,
    ],
    [
      'a pause',
      'hold',
      ({ victimId }: ReachablePerson) =>
        transactionAs(house.here.worker, (tx) => pauseEverything(tx, victimId, 'safety', null)),
    ],
    [
      'a locked way',
      'no_channel',
      ({ victimId }: ReachablePerson) =>
        transactionAs(house.here.worker, (tx) =>
          lockChannel(tx, victimId, { channel: 'text', reason: 'asked', note: '' }),
        ),
    ],
    [
      'a phone somebody reads',
      'no_channel',
      ({ victimId, mobile }: ReachablePerson) =>
        transactionAs(house.here.worker, (tx) =>
          flagContactPoint(tx, victimId, mobile.id, { shared: false, watched: true }),
        ),
    ],
  ] as const)('keeps %s as it was, the code typed or not', async (_, reason, shut) => {
    const person = await stopped();
    await shut(person);
    expect(await start(person)).toBe('started');
    expect(await typeCode(person)).toBe('verified');
    expect(await leaves(await queue(person))).toEqual(['held', reason]);
    await emptyQueue();
  });
});

describe('messages are not started again', () => {
  const refused: [string, string, (person: ReachablePerson) => Promise<unknown>][] = [
    [
      'at a number others use',
      'not_alone',
      (p) =>
        transactionAs(house.here.worker, (tx) =>
          flagContactPoint(tx, p.victimId, p.mobile.id, { shared: true, watched: false }),
        ),
    ],
    [
      'at a number somebody else here has too',
      'not_alone',
      (p) => reachablePerson(db(), house.here.worker, p.mobile.value),
    ],
    [
      'at a number somebody has whose case is closed to who asks',
      'not_alone',
      async (p) => {
        const other = await reachablePerson(db(), house.here.manager, p.mobile.value);
        await transactionAs(house.here.manager, (tx) => restrictCase(tx, other.victimId, []));
      },
    ],
    [
      'at a number whose holder said it is not theirs',
      'wrong_person',
      () => db()`update suppression set reason = 'wrong_person' where suppressed_at is not null`,
    ],
    ['where they are not stopped', 'not_stopped', (p) => start(p)],
  ];
  test.each(refused)('%s', async (_, why, make) => {
    const person = await stopped();
    const seen = (await stands(person)).stop?.seen ?? '';
    await make(person);
    const before = await keptOf(person);
    for (const by of [house.here.worker, house.here.manager]) expect(await start(person, by, seen)).toBe(why);
    expect(await keptOf(person)).toEqual(before);
  });

  test('where STOP came once more while the page was open, nor from a second tab', async () => {
    const person = await stopped();
    const seen = String((await stands(person)).stop?.seen);
    await texts(person, 'STOP');
    expect(await start(person, house.here.worker, seen)).toBe('changed');
    expect(await keptOf(person)).toEqual(stillStopped);
    expect(await start(person)).toBe('started');
    expect(await start(person, house.here.manager, seen)).toBe('not_stopped');
    await texts(person, 'STOP');
    expect(await start(person, house.here.manager, seen)).toBe('changed');
    expect(await keptOf(person)).toMatchObject({ stopped: true, started: 1 });
  });

  test('by who may not open the case, at a number of somebody else, or one no longer used', async () => {
    const [person, other] = [await stopped(), await stopped()];
    const { worker, manager, auditor } = house.here;
    await db()`insert into staff_conflict (service_id, staff_id, victim_id) values (${house.here.id}, ${manager.staffId}, ${person.victimId})`;
    for (const by of [manager, house.elsewhere.manager])
      await expect(start(person, by)).rejects.toThrow(NotThereError);
    await expect(start(person, auditor)).rejects.toThrow(StatementRefusedError);
    const mixed = { ...person, victimId: other.victimId };
    await expect(start(mixed, worker, 'x')).rejects.toThrow(NotThereError);
    await transactionAs(worker, (tx) => endContactPoint(tx, person.victimId, person.mobile.id));
    await expect(start(person, worker, 'x')).rejects.toThrow(NotThereError);
    expect(await keptOf(person)).toMatchObject({ stopped: true, started: 0 });
  });
});

test('the form wants to know how they asked', () => {
  expect(startAgainForm.parse({ how: 'visit', seen: '' })).toEqual({ how: 'visit', seen: '' });
  const problems = (how: unknown) =>
    startAgainForm.safeParse({ how, seen: '' }).error?.issues.map(({ message }) => message);
  for (const how of [undefined, 'portal', 'card']) expect(problems(how)).toEqual(['startAgain.how.missing']);
});
