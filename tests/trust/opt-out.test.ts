import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { choiceHistoryOf } from '../../casework/choice/store.server.ts';
import { tokenHash } from '../../db/sealing.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { type Language, languages } from '../../locales/languages.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { sendDue } from '../../messaging/deliver.server.ts';
import { waysBack } from '../../messaging/mail-in/address.ts';
import type { Provider } from '../../messaging/providers/provider.ts';
import { aHouse } from '../support/house.ts';
import { messagesIn, nudge, wednesdayNoon } from '../support/messages-in.ts';
import type { ReachablePerson } from '../support/reachable-person.ts';
import { type Running, startHeard } from '../support/running.ts';

const house = aHouse();
const { db, newPerson, queue, stateOf, tasksOf, emptyQueue } = messagesIn(house);
let heard: Running<'portal'>;
beforeAll(async () => {
  // What waits here is to be stopped, and not sent meanwhile: there is no worker.
  heard = await startHeard(house.database, { LOG_LEVEL: 'error' }, ['portal']);
});
afterAll(() => heard.stop());
beforeEach(() => emptyQueue());

const taking: Provider = {
  name: 'smtp',
  submit: async ({ messageId }) => ({ state: 'accepted', providerId: messageId }),
  close: async () => undefined,
};

/** The path of the link in an e-mail that left for somebody, whatever it brought. */
async function linkTo(person: ReachablePerson, facts = nudge, language: Language = 'en'): Promise<string> {
  const id = await queue(person, facts, 'email');
  await sendDue(house.here.id, { at: wednesdayNoon, providerFor: () => taking });
  const token = randomBytes(24).toString('base64url');
  // The worker of this house may have been quicker, and be in the middle of it.
  const named = () => db()`update attempt set callback_hash = ${tokenHash(token)} where message_id = ${id}`;
  await expect.poll(async () => (await named()).count).toBe(1);
  const { optOut = '' } = waysBack({ token, language, kind: 'update' }, { site: 'https://x.example.org' });
  return optOut.replace('https://x.example.org', '');
}

const waitingFor = async (person: ReachablePerson, channel: 'email' | 'text') => {
  const id = await queue(person, nudge, channel);
  await db()`update message set not_before = '2099-01-01', expires_at = '2099-02-01' where id = ${id}`;
  return id;
};

const here = () => ({ host: `${house.here.slug}.localhost` });
const asForm = { 'content-type': 'application/x-www-form-urlencoded' };
const oneClick = 'List-Unsubscribe=One-Click';

type Asked = { method?: string; body?: string; headers?: Record<string, string> };

function ask(path: string, { method = 'GET', body, headers = {} }: Asked = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; words: string }>();
  const options = { method, headers: { ...here(), ...(body && asForm), ...headers } };
  request(heard.portal.url + path, options, async (answer) =>
    resolve({ status: answer.statusCode ?? 0, words: await text(answer) }),
  )
    .on('error', reject)
    .end(body);
  return promise;
}
const press = (path: string, body = oneClick, headers = {}) => ask(path, { method: 'POST', body, headers });

const emailChoice = async ({ choices }: ReachablePerson) => {
  const [row] = await db()`select state from choice_now where id = ${choices.email}`;
  return row?.state;
};
const historyOf = ({ victimId }: ReachablePerson) =>
  transactionAs(house.here.worker, (tx) => choiceHistoryOf(tx, victimId));
const sameFor = (page: string, path: string) => page.replaceAll(path.split('?')[0] ?? path, '/post/…');

describe('one press in a mail program', () => {
  test('takes back the yes to e-mails, stops what waits, keeps how, and tells the worker once', async () => {
    const person = await newPerson();
    const path = await linkTo(person);
    const [waiting, sms] = [await waitingFor(person, 'email'), await waitingFor(person, 'text')];
    expect((await press(path)).status).toBe(200);
    expect(await emailChoice(person)).toBe('withdrawn');
    expect(await stateOf(waiting)).toMatchObject({ state: 'cancelled' });
    expect(await stateOf(sms)).toMatchObject({ state: 'queued' });
    expect(await historyOf(person)).toMatchObject([
      {
        purpose: 'contact',
        channel: 'email',
        state: 'withdrawn',
        how: 'email',
        words: oneClick,
        askedBy: null,
      },
    ]);
    expect(await tasksOf(person)).toEqual(['emails_stopped']);
    for (const _ of [1, 2]) expect((await press(path)).status).toBe(200);
    expect(await historyOf(person)).toHaveLength(1);
    expect(await tasksOf(person)).toEqual(['emails_stopped']);
  });

  test('twenty times at once is once', async () => {
    const person = await newPerson();
    const path = await linkTo(person);
    const answers = await Promise.all(Array.from({ length: 20 }, () => press(path)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await historyOf(person)).toHaveLength(1);
    expect(await tasksOf(person)).toEqual(['emails_stopped']);
  });

  test('is taken as a form in parts too, and from whatever machine', async () => {
    const person = await newPerson();
    const path = await linkTo(person);
    const body = `--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n`;
    const headers = { 'content-type': 'multipart/form-data; boundary=b', 'sec-fetch-site': 'cross-site' };
    expect((await press(path, body, headers)).status).toBe(200);
    expect(await emailChoice(person)).toBe('withdrawn');
  });

  test('leaves everybody else alone, also who has the same address', async () => {
    const [person, lodger] = [await newPerson(), await newPerson()];
    await db()`update contact_point set blind_index = (select blind_index from contact_point where id = ${person.email.id}) where id = ${lodger.email.id}`;
    await press(await linkTo(person));
    expect([await emailChoice(person), await emailChoice(lodger)]).toEqual(['withdrawn', 'agreed']);
    expect(await tasksOf(lodger)).toEqual([]);
  });
});

describe('looking at the link', () => {
  test('changes nothing, whoever looks and however', async () => {
    const person = await newPerson();
    const path = await linkTo(person);
    for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS']) await ask(path, { method });
    for (const other of ['', 'say=no', 'List-Unsubscribe=Two-Clicks', 'x=1']) await press(path, other);
    expect(await emailChoice(person)).toBe('agreed');
    expect(await tasksOf(person)).toEqual([]);
  });

  test('shows one button, names nobody and nothing, and is the same for a link that leads to nobody', async () => {
    const person = await newPerson();
    const path = await linkTo(person);
    const nobodys = `/post/${'0'.repeat(48)}?language=en`;
    const [theirs, others] = [await ask(path), await ask(nobodys)];
    expect(sameFor(theirs.words, path)).toBe(sameFor(others.words, nobodys));
    expect(theirs.words).toContain('Stop the e-mails</button>');
    expect(theirs.words).not.toMatch(/victim|youth|justice|offence|example\.org/i);
    expect(theirs.words).toContain('action="/exit"');
    expect(theirs.words).not.toMatch(/<script(?! src=)/);
  });

  test.each(languages)('is in the language they are written to in: %s', async (language) => {
    const { words } = await ask(await linkTo(await newPerson(), nudge, language));
    expect(words).toContain(portalWords[language].t('post.title'));
    expect(words).toContain(`<html lang="${language}"`);
  });

  test('and pressing its button keeps the words that were there', async () => {
    const person = await newPerson();
    const path = await linkTo(person, nudge, 'pl');
    const { status, words } = await press(path, 'say=yes', { 'sec-fetch-site': 'same-origin' });
    expect([status, words.includes(portalWords.pl.t('post.doneLead'))]).toEqual([200, true]);
    const [entry] = await historyOf(person);
    expect(entry).toMatchObject({ language: 'pl', reviewState: 'machine' });
    expect(entry?.words).toContain(portalWords.pl.t('post.say'));
  });
});

describe('a link that leads to nobody', () => {
  test.each([
    [
      'an address that is no longer theirs',
      async (person: ReachablePerson) => {
        const path = await linkTo(person);
        await db()`update contact_point set ended_at = clock_timestamp() where id = ${person.email.id}`;
        return path;
      },
    ],
    ['a code', (person: ReachablePerson) => linkTo(person, { kind: 'sign_in_code', code: '123456' })],
    ['a word nobody has', async () => `/post/${'f'.repeat(48)}?language=en`],
    ['no word at all', async () => '/post/x?language=en'],
  ])('does nothing and looks the same: %s', async (_whose, linkOf) => {
    const [person, other] = [await newPerson(), await newPerson()];
    const [path, theirs] = [await linkOf(person), await linkTo(other)];
    const [nothing, something] = [await press(path), await press(theirs)];
    expect(nothing.status).toBe(200);
    expect(sameFor(nothing.words, path)).toBe(sameFor(something.words, theirs));
    expect(await emailChoice(person)).toBe('agreed');
    expect(await historyOf(person)).toEqual([]);
    expect(await tasksOf(person)).toEqual([]);
  });
});

describe('somebody who has not answered yet', () => {
  test('has said no to e-mails by it, and no card is announced by e-mail any more', async () => {
    const person = await newPerson();
    await db()`update choice_now set state = 'unanswered' where victim_id = ${person.victimId}`;
    const notice = { kind: 'invitation', form: 'notice', locator: 'AB12' } as const;
    await press(await linkTo(person, notice));
    expect(await emailChoice(person)).toBe('declined');
    const again = await queue(person, notice, 'email');
    await sendDue(house.here.id, { at: wednesdayNoon, providerFor: () => taking });
    expect((await stateOf(again))?.state).not.toBe('accepted');
  });
});
