import { get } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveBrief, makeBrief } from '#casework/brief/store.server.ts';
import { addContactPoint } from '#casework/contact-point/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { beginSession } from '#web/session.server.ts';
import { answerTo, propose, whoSent } from '../support/extracts.ts';
import { aHouse } from '../support/house.ts';
import { answer } from '../support/people.ts';
import { type Running, startHeard } from '../support/running.ts';
import { asRead, examined } from './pdf-tools.ts';

const house = aHouse();
const heard = {} as { running: Running };
beforeAll(async () => {
  heard.running = await startHeard(house.database);
});
afterAll(() => heard.running.stop());

const cookies = { portal: '__Host-p', backoffice: '__Host-b' } as const;

/** What a site answers someone who is signed in, as bytes. */
async function saved(site: keyof typeof cookies, session: string, path: string) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    type: string;
    bytes: Buffer;
  }>();
  const headers = { cookie: `${cookies[site]}=${session}`, host: `${house.here.slug}.localhost` };
  get(`${heard.running[site].url}${path}`, { headers }, async (response) => {
    const type = String(response.headers['content-type']);
    resolve({ status: response.statusCode ?? 0, type, bytes: await buffer(response) });
  }).on('error', reject);
  return promise;
}

const said = 'I do not sleep. #panic("no") شعرت بالخوف. I take the bus now.';

async function passedOn() {
  const worker = house.here.worker;
  const who = await whoSent(worker, said);
  await transactionAs(worker, (tx) =>
    addContactPoint(tx, who.victimId, {
      ...{ kind: 'mobile', value: '+447700900345', source: 'police', shared: false, watched: false },
    }),
  );
  const made = await propose(worker, who.statementId, said);
  if ('problem' in made) throw new Error(made.problem);
  await answerTo(who, 1, 'I hardly sleep. #panic("no") شعرت بالخوف.');
  const briefId = await transactionAs(worker, async (tx) => {
    const brief = await makeBrief(tx, made.extractId, 'pdf');
    await giveBrief(tx, brief.briefId, { role: 'panel_member', name: 'Rowan Lind' });
    return brief.briefId;
  });
  const desk = await transactionAs(worker, (tx) => beginSession(tx, 'full'));
  const home = await transactionAs(who.me, (tx) => beginSession(tx, 'full'));
  return { ...who, briefId, desk, home };
}

test('a brief is saved as a sound PDF of the approved words, without a name, number or address in it', async () => {
  const { desk, briefId, victimId, caseId, reference } = await passedOn();
  const { status, type, bytes } = await saved('backoffice', desk, `/briefs/${briefId}.pdf`);
  expect([status, type]).toEqual([200, 'application/pdf']);
  const { check, text, info, plain } = await examined(bytes);
  expect(check).toContain('No syntax or stream encoding errors');
  expect(asRead(text)).toContain('I hardly sleep. #panic("no")');
  expect(asRead(text)).toContain('شعرت بالخوف');
  expect(asRead(text)).not.toContain('I take the bus now');
  const theirs = ['Sam', 'Field', '7700', '900345', 'Rowan', 'Lind', 'Amira', reference];
  for (const one of theirs) expect(`${text}${info}`).not.toContain(one);
  for (const id of [victimId, caseId, briefId]) expect(plain).not.toContain(id);
});

test('a brief that was recalled is not there any more, nor is another service’s', async () => {
  const passed = await passedOn();
  await answer(passed, ['views/panel/'], 'declined');
  expect((await saved('backoffice', passed.desk, `/briefs/${passed.briefId}.pdf`)).status).toBe(404);
  const other = await transactionAs(house.elsewhere.worker, (tx) => beginSession(tx, 'full'));
  const { briefId } = await passedOn();
  expect((await saved('backoffice', other, `/briefs/${briefId}.pdf`)).status).toBe(404);
});

test('somebody’s own copy is theirs as they sent it, and nobody else’s', async () => {
  const { home } = await passedOn();
  const { status, bytes } = await saved('portal', home, '/words/1/copy.pdf');
  const { text, info } = await examined(bytes);
  expect(status).toBe(200);
  expect(asRead(text)).toContain('I take the bus now.');
  expect(info).toMatch(/^Tagged: +yes$/m);
  expect((await saved('portal', home, '/words/2/copy.pdf')).status).toBe(404);
  expect((await saved('portal', 'nobody', '/words/1/copy.pdf')).type).not.toContain('pdf');
});
