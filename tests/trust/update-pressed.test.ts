import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordMilestone } from '../../casework/milestone/store.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { beginSession } from '../../web/session.server.ts';
import { type Asker, ask, type Sending } from '../support/every-route/asking.ts';
import { sendingsOn } from '../support/every-route/forms.ts';
import { aHouse } from '../support/house.ts';
import { type ReachablePerson, reachablePerson } from '../support/reachable-person.ts';
import { type Running, startHeard } from '../support/running.ts';

const house = aHouse();
let heard: Running<'backoffice'>;
let db: postgres.Sql;
let desk: Asker;
beforeAll(async () => {
  heard = await startHeard(house.database, { LOG_LEVEL: 'error' }, ['backoffice']);
  db = postgres(house.database.superuserUrl, { max: 2 });
  const token = await transactionAs(house.here.worker, (tx) => beginSession(tx));
  const cookie = `__Host-b=${token}`;
  desk = { name: 'a worker', site: 'backoffice', host: 'rivermead.localhost', cookie, staffId: null };
});
afterAll(async () => {
  await db.end();
  await heard.stop();
});

/** Somebody, and what the page sends about them once their worker has looked at an update and presses. */
async function lookedAt() {
  const person = await reachablePerson(db, house.here.worker);
  const { milestoneId } = await transactionAs(house.here.worker, (tx) =>
    recordMilestone(tx, person.caseId, { kind: 'decision', happenedOn: '2026-01-05' }),
  );
  const path = `/cases/${person.caseId}/update`;
  const fields = Object.entries({
    ...{ intent: 'check', milestoneId, writtenIn: 'en', topic: 'decision', channels: 'text' },
    ...{ happened: 'It was decided.', next: 'We go on.', nextBy: '2099-01-31' },
  });
  const post = (sent: Sending) => ask(heard.backoffice.url, desk, { method: 'POST', path, sent });
  const page = await post({ path, fields, inParts: false });
  const isSending = ({ fields: sent }: Sending) => sent.some(([, value]) => value === 'send');
  const form = sendingsOn(page.bytes.toString(), path).find(isSending);
  if (!form) throw new Error(`Nothing could be sent: ${page.status}`);
  return { person, press: () => post(form) };
}

const noTo = (sql: postgres.ISql, { choices }: ReachablePerson) =>
  sql`update choice_now set state = 'withdrawn', changed_at = now(), version = version + 1 where id = ${choices.decision}`;
const messagesTo = async ({ victimId }: ReachablePerson) =>
  (await db`select from message where victim_id = ${victimId}`).length;
const isHeldUp = async () =>
  (await db`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`)
    .length === 1;

describe('an update that was looked at and is sent', () => {
  test('is not sent where its person takes their yes back in the same moment, and the page says why', async () => {
    const { person, press } = await lookedAt();
    const { answer } = await db.begin(async (theirs) => {
      await noTo(theirs, person);
      const pressed = press();
      await expect.poll(isHeldUp).toBe(true);
      return { answer: pressed };
    });
    const { status, bytes } = await answer;
    expect(status).toBe(422);
    expect(bytes.toString()).not.toContain('value="send"');
    expect(await messagesTo(person)).toBe(0);
  });

  test('is sent once however often it is pressed, and says the same again after its person said no', async () => {
    const { person, press } = await lookedAt();
    const first = await press();
    expect(first).toMatchObject({ status: 303, location: expect.stringContaining('queued=text') });
    await noTo(db, person);
    expect(await press()).toMatchObject({ status: 303, location: first.location });
    expect(await messagesTo(person)).toBe(1);
  });
});
