import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { tellingWordsIn } from '#messaging/messages/telling-words.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { rows } from '../support/audit-of.ts';
import { heardHere, onePage } from '../support/heard-here.ts';
import { startMailServer } from '../support/mail-server.ts';
import type { SomeonesCase } from '../support/people.ts';
import { followLink, wordsOn } from '../support/presses.ts';
import { startPrism } from '../support/prism.ts';
import { someoneReachedBy } from '../support/reached-by.ts';
import { signatureOf, textFrom, twilioCalls, twilioSettings } from '../support/twilio-speaks.ts';

const nobodysMailbox = 'jo.moved@example.org';
const [prism, mail] = await Promise.all([startPrism(), startMailServer(nobodysMailbox)]);
const here = heardHere({
  ...twilioSettings,
  ...{ TWILIO_API_BASE: prism.url, SMTP_URL: mail.url, SMTP_FROM: 'post@riverside.example' },
});
const shown = onePage(here);
afterAll(async () => {
  await prism.stop();
  await mail.close();
});

const mobiles = { noor: '+447700900701', jo: '+447700900702' };
const people = {} as { noor: SomeonesCase; jo: SomeonesCase };
const today = () => new Date().toISOString().slice(0, 10);
const desk = () => atTheDesk(shown.page, here.desk);
const eventually = (look: () => unknown) => vi.waitFor(look, { timeout: 20_000, interval: 50 });

type Held = {
  id: string;
  channel: string;
  state: string;
  failure_code: string | null;
  receipts: string[];
  is_sealed: boolean;
};

/** What PostgreSQL holds of somebody's messages, each with the receipts that came for it, the oldest first. */
const heldFor = ({ victimId }: SomeonesCase) =>
  rows(
    here.house.database,
    (sql) => sql<Held[]>`
      select m.id, m.channel, m.state, m.failure_code, m.sealed_body is not null as is_sealed,
        array(select r.raw_state from receipt r where r.message_id = m.id order by r.at) as receipts
      from message m where m.victim_id = ${victimId} order by m.created_at, m.channel`,
  );
const theText = async (who: SomeonesCase, nth = 0) => {
  const text = (await heldFor(who)).filter(({ channel }) => channel === 'text')[nth];
  if (!text) throw new Error('There is no such text');
  return text;
};
const tasksOf = ({ victimId }: SomeonesCase) =>
  rows(
    here.house.database,
    (sql) => sql<{ kind: string }[]>`select kind from task where victim_id = ${victimId}`,
  );
const givenFor = (mobile: string) => prism.given.filter(({ form }) => form.To === mobile);

/** Where Twilio was told to say what became of the first text to a number. */
function callbackOf(mobile: string): string {
  const url = givenFor(mobile)[0]?.form.StatusCallback;
  if (!url) throw new Error('Twilio was given nowhere to call');
  return url;
}

/** Writes of a decision, by text and e-mail, as far as the page that says what left. */
async function sendNews({ caseId }: SomeonesCase): Promise<void> {
  const { writeUpdate, press } = desk();
  await writeUpdate(caseId, { kind: 'decision', happenedOn: today(), gap: 'a reparation plan' });
  await press('update.send');
}

/** Opens the page about a message and gives back what it says. */
async function pageAbout(messageId: string): Promise<string> {
  await desk().open(`/messages/${messageId}`);
  return wordsOn(shown.page);
}

beforeAll(async () => {
  const { worker } = here.house.here;
  people.noor = await someoneReachedBy(
    worker,
    { name: 'Noor Ashdown', callMe: 'Noor' },
    { mobile: mobiles.noor, email: 'noor@example.org' },
  );
  people.jo = await someoneReachedBy(
    worker,
    { name: 'Jo Larkin', callMe: 'Jo' },
    { mobile: mobiles.jo, email: nobodysMailbox },
  );
  await desk().signIn(worker);
});

test('Noor, who said yes to both, gets a harmless text through Twilio’s own client', async () => {
  await sendNews(people.noor);
  await eventually(() => expect(givenFor(mobiles.noor)).toHaveLength(1));
  const [given] = givenFor(mobiles.noor);
  expect(given).toMatchObject({
    path: expect.stringMatching(/^\/2010-04-01\/Accounts\/AC1{32}\/Messages\.json$/),
    status: 201,
    form: { To: mobiles.noor, From: '+447700900999' },
  });
  expect(given?.form.Body).toMatch(/^There is something new for you\..*STOP/);
  expect(tellingWordsIn(String(given?.form.Body), 'en', 'screen')).toEqual([]);
  expect(given?.form.Body).not.toMatch(/Noor|Ashdown|reparation|RM/);
  expect(given?.form.StatusCallback).toMatch(
    new RegExp(`^${here.running.worker.url}/twilio/status/[\\w-]{32}$`),
  );
  const validFor = Number(given?.form.ValidityPeriod);
  expect(validFor).toBeGreaterThan(0);
  // Twilio gives up with the safe time, and after four hours whatever it is.
  expect(validFor).toBeLessThanOrEqual(4 * 60 * 60);
});

test('and an e-mail that says as little arrives at her mail server, once, in two forms', async () => {
  await eventually(() => expect(mail.arrived).toHaveLength(1));
  const [{ mail: letter, from, to } = { mail: undefined, from: '', to: [] }] = mail.arrived;
  expect({ from, to }).toEqual({ from: 'post@riverside.example', to: ['noor@example.org'] });
  expect(letter?.from?.value).toEqual([{ name: 'Riverside', address: 'post@riverside.example' }]);
  expect(letter?.subject).toBe('Something new for you');
  expect(letter?.headers.get('auto-submitted')).toBe('auto-generated');
  const [, email] = (await heldFor(people.noor)).toSorted((a, b) => b.channel.localeCompare(a.channel));
  expect(letter?.messageId).toBe(`<${email?.id}@riverside.example>`);
  for (const part of [letter?.text, letter?.html]) {
    expect(part).toContain('There is something new for you.');
    expect(part).not.toMatch(/Noor|Ashdown|reparation|RM\d/);
    expect(tellingWordsIn(String(part), 'en', 'screen')).toEqual([]);
  }
});

describe('what Twilio says of the text', () => {
  const delivered = { MessageSid: 'SM0', MessageStatus: 'delivered' };
  beforeAll(async () => {
    const [row] = await rows(
      here.house.database,
      (sql) => sql<{ provider_id: string }[]>`
        select provider_id from message where victim_id = ${people.noor.victimId} and channel = 'text'`,
    );
    Object.assign(delivered, { MessageSid: row?.provider_id });
  });

  test('is not believed of anybody but Twilio', async () => {
    const url = callbackOf(mobiles.noor);
    const before = await heldFor(people.noor);
    const forged = [
      signatureOf(url, delivered, 'another token than ours'),
      signatureOf(`${url}?`, delivered),
      signatureOf(url, { ...delivered, MessageStatus: 'failed' }),
      '',
    ];
    for (const signature of forged) expect(await twilioCalls(url, delivered, signature)).toBe(403);
    expect(await heldFor(people.noor)).toEqual(before);
  });

  test('moves it to delivered, and said twice changes nothing', async () => {
    const url = callbackOf(mobiles.noor);
    expect(await twilioCalls(url, { ...delivered, MessageStatus: 'sent' })).toBe(204);
    expect(await twilioCalls(url, delivered)).toBe(204);
    const once = await theText(people.noor);
    expect(once).toMatchObject({ state: 'delivered', receipts: ['sent', 'delivered'], failure_code: null });
    expect(await twilioCalls(url, delivered)).toBe(204);
    expect(await twilioCalls(url, { ...delivered, MessageStatus: 'sent' })).toBe(204);
    expect(await theText(people.noor)).toEqual(once);
  });

  test('the worker reads in plain words: each moment, the attempt, both receipts, and the words as sent', async () => {
    const text = await pageAbout((await theText(people.noor)).id);
    for (const words of [
      'Arrived',
      'The phone or mailbox confirmed it. That does not say who read it.',
      'Sent through',
      'Twilio',
      'Written.',
      'Try 1:',
      'The provider took it.',
      'left the provider.',
      'arrived.',
      'There is something new for you.',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain(mobiles.noor.slice(-9));
    expect(text).not.toContain('What to do next');
  });
});

describe('Jo, who has moved and changed numbers', () => {
  test('gets neither, and the page about each says why and what to do next', async () => {
    await sendNews(people.jo);
    await eventually(async () => {
      const states = (await heldFor(people.jo)).map(({ channel, state }) => `${channel} ${state}`);
      expect(states.toSorted()).toEqual(['email failed', 'text accepted']);
    });
    const url = callbackOf(mobiles.jo);
    const [{ provider_id: MessageSid } = { provider_id: '' }] = await rows(
      here.house.database,
      (sql) => sql<{ provider_id: string }[]>`
        select provider_id from message where victim_id = ${people.jo.victimId} and channel = 'text'`,
    );
    const notDelivered = { MessageSid, MessageStatus: 'undelivered', ErrorCode: '30005' };
    expect(await twilioCalls(url, notDelivered)).toBe(204);
    expect(await theText(people.jo)).toMatchObject({ state: 'undelivered', failure_code: '30005' });

    const aboutText = await pageAbout((await theText(people.jo)).id);
    expect(aboutText).toContain('Did not arrive');
    expect(aboutText).toContain('The number or address does not exist or cannot take this (30005).');
    const email = (await heldFor(people.jo)).find(({ channel }) => channel === 'email');
    const aboutEmail = await pageAbout(String(email?.id));
    expect(aboutEmail).toContain('Could not be sent');
    expect(aboutEmail).toContain('Their mail server refused it (550).');
    for (const page of [aboutText, aboutEmail])
      expect(page).toMatch(/What to do next[\s\S]*Ring instead[\s\S]*Use another way/);
    expect(mail.arrived).toHaveLength(1);
  });

  test('stands among the messages in trouble, and ringing instead is one press away', async () => {
    await desk().open('/messages');
    expect(await wordsOn(shown.page)).toMatch(/Jo Larkin/);
    await followLink(shown.page, 'Jo Larkin');
    await followLink(shown.page, 'Ring instead');
    expect(new URL(shown.page.url()).pathname).toBe(`/cases/${people.jo.caseId}/phone`);
    expect(await tasksOf(people.jo)).toContainEqual({ kind: 'message_failed' });
  });
});

describe('Noor answers STOP', () => {
  const inbound = () => `${here.running.worker.url}/twilio/inbound`;

  test('to a stranger’s forgery nothing happens; to her own, texts end and her worker is told once', async () => {
    const stop = textFrom(mobiles.noor, 'Stop.');
    expect(await twilioCalls(inbound(), stop, 'forged')).toBe(403);
    expect(await tasksOf(people.noor)).toEqual([]);
    expect(await twilioCalls(inbound(), stop)).toBe(204);
    expect(await twilioCalls(inbound(), stop)).toBe(204);
    expect(await tasksOf(people.noor)).toEqual([{ kind: 'texts_stopped' }]);
    await desk().open(`/cases/${people.noor.caseId}`);
    expect(await wordsOn(shown.page)).toMatch(/Text \(stopped\)/);
  });

  test('and the next news goes to her by e-mail alone, for the page had said so', async () => {
    const { writeUpdate, press } = desk();
    await writeUpdate(people.noor.caseId, { kind: 'panel', happenedOn: today(), gap: 'a date' });
    expect(await wordsOn(shown.page)).toContain('they sent STOP');
    await press('update.send');
    await eventually(() => expect(mail.arrived).toHaveLength(2));
    expect(mail.arrived[1]?.to).toEqual(['noor@example.org']);
  });
});

test('what Jo texts back is on her worker’s task the same minute, in her own words, and on her case', async () => {
  expect(
    await twilioCalls(`${here.running.worker.url}/twilio/inbound`, textFrom(mobiles.jo, 'He is outside')),
  ).toBe(204);
  await desk().open(`/cases/${people.jo.caseId}`);
  expect(await wordsOn(shown.page)).toContain('He is outside');
  await followLink(shown.page, 'Someone waits for an answer');
  expect(new URL(shown.page.url()).pathname).toMatch(/^\/tasks\//);
  expect(await wordsOn(shown.page)).toContain('He is outside');
});

test('at the end PostgreSQL and both providers agree on what left', async () => {
  await eventually(async () =>
    expect((await heldFor(people.noor)).map(({ channel, state }) => `${channel} ${state}`)).toEqual([
      'text delivered',
      'email accepted',
      'email accepted',
    ]),
  );
  expect((await heldFor(people.noor)).every(({ is_sealed }) => is_sealed)).toBe(true);
  expect(prism.given.map(({ form, status }) => [form.To, status])).toEqual([
    [mobiles.noor, 201],
    [mobiles.jo, 201],
  ]);
  expect(mail.arrived.map(({ to }) => to)).toEqual([['noor@example.org'], ['noor@example.org']]);
  const suppressed = await rows(
    here.house.database,
    (sql) => sql`select kind from suppression where suppressed_at is not null`,
  );
  expect(suppressed).toEqual([{ kind: 'mobile' }]);
});
