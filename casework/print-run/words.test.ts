import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import type { Language } from '#locales/languages.ts';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import { exampleOf } from '#messaging/messages/example.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import {
  comesToBePrinted,
  newsByLetter,
  printed,
  seenBy,
  someoneWithAnAddress,
} from '../../tests/support/letters.ts';
import { withWords } from '../../tests/support/someone.ts';
import { changeContactPreference } from '../contact-preference/store.server.ts';
import { localDate } from '../working-day/rules.ts';
import { lettersWaiting, makeRun } from './making.server.ts';
import { postRun } from './store.server.ts';

const house = aHouse();
const me = () => house.here.worker;
const post = (runId: string) => transactionAs(me(), (tx) => postRun(tx, runId, localDate(new Date())));
const make = () => transactionAs(me(), makeRun);
const waiting = async () =>
  (await transactionAs(me(), lettersWaiting)).letters.map(({ messageId, stops }) => [messageId, stops]);
const earlier = '0ea111e5feed';

/** The version of the words in which news goes by letter today. */
async function ofToday(language: Language = 'en') {
  const service = await transactionAs(me(), messageServiceOf);
  return exampleOf({ template: 'update.nudge', channel: 'letter', language }, service, 'Nobody').version;
}

/** What two people agreed on, written straight into the database; gives back what takes it back. */
const approve = (version: string, language: Language = 'en') =>
  rows(house.database, async (sql) => {
    const requestId = randomUUID();
    const { id, worker, manager } = house.here;
    await sql`insert into words_request (service_id, id, template, channel, language, version, asked_by)
      values (${id}, ${requestId}, 'update.nudge', 'letter', ${language}, ${version}, ${worker.staffId})`;
    await sql`insert into words_answer (service_id, request_id, asked_by, answer, answered_by)
      values (${id}, ${requestId}, ${worker.staffId}, 'approved', ${manager.staffId})`;
    return () =>
      rows(
        house.database,
        (later) => later`insert into words_taken_back (service_id, request_id, taken_back_by)
          values (${id}, ${requestId}, ${manager.staffId})`,
      );
  });

const onlyApproved = (value = '"approved"') =>
  rows(
    house.database,
    (
      sql,
    ) => sql`insert into policy values (${house.here.id}, 'message_words', '2020-01-01', ${value}::text::jsonb)
      on conflict (service_id, name, effective_from) do update set value = excluded.value`,
  );

/** As if it had come here before the words changed, in the words of then. */
const cameEarlier = (id: string) =>
  rows(house.database, (sql) => sql`update message set template_version = ${earlier} where id = ${id}`);

async function letterHere(): Promise<string> {
  const id = await newsByLetter(me(), await someoneWithAnAddress(me()));
  await comesToBePrinted(me());
  return id;
}

beforeEach(() =>
  rows(house.database, async (sql) => {
    await sql`update message set state = 'cancelled', cancelled_reason = 'staff' where state <> 'cancelled'`;
    await sql`set session_replication_role = replica`;
    for (const table of ['words_taken_back', 'words_answer', 'words_request'])
      await sql`delete from ${sql(table)}`;
    await sql`delete from policy where name = 'message_words'`;
  }),
);

describe('a letter whose words changed while it lay here', () => {
  test('is neither printed nor posted on the yes to the words it came in', async () => {
    const id = await letterHere();
    const runId = String(await make());
    await cameEarlier(id);
    await approve(earlier);
    await onlyApproved();
    expect((await seenBy(me(), runId)).members).toMatchObject([{ stops: 'words' }]);
    expect(await printed(me(), runId, 'all')).toBeNull();
    expect(await post(runId)).toEqual({ done: false, why: 'takeOut' });
  });

  test('waits here, and goes once the words of today are approved, whatever became of the earlier ones', async () => {
    const id = await letterHere();
    await cameEarlier(id);
    await onlyApproved();
    await (await approve(earlier))();
    expect(await waiting()).toEqual([[id, 'words']]);
    expect(await make()).toBeNull();
    await approve(await ofToday());
    expect(await waiting()).toEqual([[id, null]]);
    expect(await make()).not.toBeNull();
  });

  test('goes where the service asks for no approval', async () => {
    const id = await letterHere();
    await cameEarlier(id);
    await onlyApproved('"any"');
    expect(await waiting()).toEqual([[id, null]]);
  });
});

describe('a letter in the language its reader changed to before it came here', () => {
  const inPolish = async () => {
    const who = await someoneWithAnAddress(me());
    const id = await newsByLetter(me(), who);
    await transactionAs(me(), (tx) =>
      changeContactPreference(tx, who.victimId, { languageWritten: 'pl' }, withWords),
    );
    await approve(await ofToday());
    const takeBack = await approve(await ofToday('pl'), 'pl');
    await onlyApproved();
    await comesToBePrinted(me());
    return { id, takeBack };
  };

  test('stays once the yes to that language is taken back, though the yes to the other stands', async () => {
    const { id, takeBack } = await inPolish();
    await takeBack();
    expect(await waiting()).toEqual([[id, 'words']]);
  });

  test('is printed and posted in it while the yes stands', async () => {
    await inPolish();
    const runId = String(await make());
    expect((await printed(me(), runId, 'all'))?.letters).toMatchObject([{ language: 'pl' }]);
    expect(await post(runId)).toEqual({ done: true, letters: 1 });
    const [kept] = await rows(
      house.database,
      (sql) => sql`select printed_version from printed_letter where run_id = ${runId}`,
    );
    expect(kept).toEqual({ printed_version: await ofToday('pl') });
  });
});

describe('a letter whose words changed after it was printed', () => {
  const printedEarlier = async () => {
    const id = await letterHere();
    const runId = String(await make());
    await printed(me(), runId, 'all');
    await rows(
      house.database,
      (sql) => sql`update printed_letter set printed_version = ${earlier} where message_id = ${id}`,
    );
    return runId;
  };

  test('is not posted as it was printed, so that what is kept of it is what stood on it', async () => {
    const runId = await printedEarlier();
    expect((await seenBy(me(), runId)).members).toMatchObject([{ printed: 'in_other_words', stops: null }]);
    expect(await post(runId)).toEqual({ done: false, why: 'notPrinted' });
  });

  test('is posted once it was printed again', async () => {
    const runId = await printedEarlier();
    expect((await printed(me(), runId, 'not_printed'))?.letters).toHaveLength(1);
    expect(await post(runId)).toEqual({ done: true, letters: 1 });
  });
});

test('a letter that cannot be put into words any more stays, and keeps nobody else’s back', async () => {
  const broken = await letterHere();
  const whole = await letterHere();
  await rows(house.database, (sql) => sql`update message set sealed_facts = 'nothing' where id = ${broken}`);
  expect(await waiting()).toEqual([
    [broken, 'gone'],
    [whole, null],
  ]);
  const runId = String(await make());
  await printed(me(), runId, 'all');
  expect(await post(runId)).toEqual({ done: true, letters: 1 });
});
