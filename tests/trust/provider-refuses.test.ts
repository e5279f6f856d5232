import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { cookieNames } from '#web/cookies.server.ts';
import { beginSession } from '#web/session.server.ts';
import { asOwner } from '../../db/set-up.server.ts';
import { type StaffActor, transactionAs } from '../../db/transaction.server.ts';
import { enqueue } from '../../messaging/outbox.server.ts';
import { atAnyHour } from '../support/flood.ts';
import { aHouse } from '../support/house.ts';
import { messagesIn, nudge } from '../support/messages-in.ts';
import { listening } from '../support/prism.ts';
import type { ReachablePerson } from '../support/reachable-person.ts';
import { type Running, startHeard } from '../support/running.ts';
import { twilioSettings } from '../support/twilio-speaks.ts';

const house = aHouse();
const { db, newPerson, tasksOf } = messagesIn(house);
const { t } = backofficeWords;

// What each takes today. Somebody changed it there, and nobody here was told.
const passwords = { texts: 'another', mail: 'another' };
const texts = { refused: 0, taken: [] as string[] };
const mail = { refused: 0, taken: [] as string[] };

const twilio = createServer(async (request, response) => {
  const form = new URLSearchParams(await text(request));
  const given = Buffer.from(
    String(request.headers.authorization).slice('Basic '.length),
    'base64',
  ).toString();
  const answer = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (given.slice(given.indexOf(':') + 1) !== passwords.texts) {
    texts.refused += 1;
    return answer(401, { code: 20003, message: 'Authenticate', status: 401 });
  }
  texts.taken.push(String(form.get('To')));
  return answer(201, { sid: `SM${String(texts.taken.length).padStart(32, '0')}` });
});

const mailServer = new SMTPServer({
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  closeTimeout: 100,
  onAuth: ({ password }, _session, done) => {
    if (password === passwords.mail) return done(null, { user: 'heard' });
    mail.refused += 1;
    return done(Object.assign(new Error('Authentication credentials invalid'), { responseCode: 535 }));
  },
  onData: async (stream, { envelope }, done) => {
    await stream.toArray();
    mail.taken.push(...envelope.rcptTo.map(({ address }) => address));
    done();
  },
});

let heard: Running<'backoffice' | 'worker'>;
let people: ReachablePerson[];
beforeAll(async () => {
  mailServer.listen(0, '127.0.0.1');
  await once(mailServer.server, 'listening');
  const at = mailServer.server.address();
  if (at === null || typeof at === 'string') throw new Error('No port was given');
  const providers = {
    ...{ ...twilioSettings, TWILIO_API_BASE: await listening(twilio) },
    ...{ SMTP_URL: `smtp://heard:right@127.0.0.1:${at.port}`, SMTP_FROM: 'post@harbour.example.org' },
  };
  heard = await startHeard(house.database, providers, ['backoffice', 'worker']);
  people = [await newPerson(), await newPerson(), await newPerson(), await newPerson()];
  await atAnyHour(db(), people);
});
afterAll(async () => {
  await heard.stop();
  twilio.closeAllConnections();
  twilio.close();
  await new Promise<void>((closed) => mailServer.close(() => closed()));
});

const put = ({ victimId, caseId, choices, mobile, email }: ReachablePerson, channel: 'text' | 'email') =>
  transactionAs(house.here.worker, (tx) =>
    enqueue(tx, {
      ...{ victimId, caseId, updateId: null, kind: 'update', channel, facts: nudge },
      contactPointId: (channel === 'text' ? mobile : email).id,
      ...{ topicChoiceId: choices.decision, channelChoiceId: choices[channel] },
    }),
  );

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (await holds()) return;
    await pause(100);
  }
  throw new Error('It did not come to pass within a minute');
}

type Kept = { channel: string; state: string; failure_code: string | null; attempts: number; waits: boolean };
const kept = () => db()<Kept[]>`
  select channel, state, failure_code, attempts, not_before > claimed_at as waits from message order by channel, id`;
const all = async (holds: (one: Kept) => boolean) => (await kept()).every(holds);

async function page(actor: StaffActor, path: string): Promise<string> {
  const token = await transactionAs(actor, (tx) => beginSession(tx));
  const cookie = `${cookieNames.backoffice}=${token}`;
  return (await fetch(heard.backoffice.url + path, { headers: { cookie } })).text();
}
const everyone = () => [house.here.worker, house.here.manager, house.here.auditor];
const warnings = (['text', 'email'] as const).map((channel) => ({
  channel,
  words: String(t(`timetable.refused.${channel}.title`, { at: '@' }).split('@')[0]),
}));
/** What this page says is refused. */
const refusedOn = async (actor: StaffActor, path: string) => {
  const shown = await page(actor, path);
  return warnings.flatMap(({ channel, words }) => (shown.includes(words) ? channel : []));
};
const toldToAll = () => Promise.all(everyone().map((actor) => refusedOn(actor, '/')));

describe('when Twilio and the mail server no longer take our password', () => {
  test('every message waits to be tried again, no person is blamed and no worker is told to do anything about them', async () => {
    for (const person of people) await Promise.all([put(person, 'text'), put(person, 'email')]);
    await until(() => all(({ failure_code }) => failure_code !== null));
    await until(() => all(({ state }) => state === 'queued'));
    for (const { channel, failure_code, waits } of await kept())
      expect([failure_code, waits]).toEqual([channel === 'text' ? '20003' : '535', true]);
    expect(texts.refused).toBeGreaterThanOrEqual(people.length);
    expect(mail.refused).toBeGreaterThanOrEqual(1);
    expect((await Promise.all(people.map(tasksOf))).flat()).toEqual([]);
    expect(await db()`select 1 from contact_point where bad_at is not null`).toEqual([]);
  });

  test('whoever looks at messages reads it at once, and everyone on their start page once it has been too long', async () => {
    expect(await refusedOn(house.here.worker, '/messages')).toEqual(['text', 'email']);
    expect(await toldToAll()).toEqual([[], [], []]);
    await db()`update message set refused_since = refused_since - interval '72 hours' where channel = 'text'`;
    expect(await toldToAll()).toEqual([['text'], ['text'], ['text']]);
    await db()`update message set refused_since = refused_since - interval '72 hours' where channel = 'email'`;
    expect(await toldToAll()).toEqual(everyone().map(() => ['text', 'email']));
    expect(await page(house.here.worker, '/')).toContain(t('timetable.refused.text.waiting', { count: 4 }));
    expect(await refusedOn(house.elsewhere.worker, '/')).toEqual([]);
    await until(async () => (await fetch(`${heard.worker.url}/readyz`)).ok);
  });

  test('all of them leave once when it is right again, each counted once, and the page says nothing any more', async () => {
    await asOwner(house.database.ownerUrl, (owner) =>
      owner.execute(
        `insert into policy values ('${house.here.id}', 'messages_a_minute', '2026-01-01', '60')`,
      ),
    );
    Object.assign(passwords, { texts: twilioSettings.TWILIO_AUTH_TOKEN, mail: 'right' });
    await db().begin(async (tx) => {
      await tx`delete from sending_allowance`;
      await tx`update message set not_before = clock_timestamp() where state = 'queued'`;
    });
    await until(() => all(({ state }) => state === 'accepted'));
    // At one a second, eight that were counted once are made up for in eight seconds.
    const [allowance] = await db()<{ seconds: number }[]>`
      select extract(epoch from full_at - clock_timestamp())::float as seconds from sending_allowance where service_id = ${house.here.id}`;
    expect(allowance?.seconds).toBeLessThanOrEqual(2 * people.length);
    expect(texts.taken.toSorted()).toEqual(people.map(({ mobile }) => mobile.value).toSorted());
    expect(mail.taken.toSorted()).toEqual(people.map(({ email }) => email.value).toSorted());
    const [tried] = await db()`select sum(attempts)::int as times from message where channel = 'text'`;
    expect(tried?.times).toBe(texts.refused + texts.taken.length);
    expect(await toldToAll()).toEqual([[], [], []]);
    expect(await refusedOn(house.here.worker, '/messages')).toEqual([]);
  });
});
