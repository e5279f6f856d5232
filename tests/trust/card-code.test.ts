import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addContactPoint } from '#casework/contact-point/store.server.ts';
import { formatCard } from '#casework/invitation/card.ts';
import { issueInvitation } from '#casework/invitation/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { rows } from '../support/audit-of.ts';
import { aHouse } from '../support/house.ts';
import { type Letterbox, letterbox } from '../support/letterbox.ts';
import { someone } from '../support/people.ts';
import { type Running, startHeard } from '../support/running.ts';

const house = aHouse();
let running: Running<'portal' | 'worker'>;
let box: Letterbox;

beforeAll(async () => {
  running = await startHeard(house.database, {}, ['portal', 'worker']);
  box = letterbox(running.paperFolder);
});
afterAll(() => running.stop());

async function cardFor(
  mobile: string,
  { word = null, shared = false }: { word?: string | null; shared?: boolean },
) {
  const { worker } = house.here;
  const { victimId } = await someone(worker);
  return transactionAs(worker, async (tx) => {
    const point = { kind: 'mobile', value: mobile, source: 'police', watched: false } as const;
    const { id } = await addContactPoint(tx, victimId, { ...point, shared: false });
    const card = await issueInvitation(tx, victimId, { how: 'hand', word });
    if (shared) await tx.execute(`update contact_point set shared = true where id = '${id}'`);
    return card;
  });
}

async function ask(card: { locator: string; secret: string }) {
  const { url } = running.portal;
  const answer = await fetch(`${url}/card/no-word`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ card: formatCard(card) }),
  });
  const headers = Object.fromEntries(answer.headers);
  const cookie = headers['set-cookie']?.replace(/=[\w-]{43};/, '=…;');
  return {
    status: answer.status,
    headers: { ...headers, date: '', 'set-cookie': cookie },
    body: await answer.text(),
  };
}

test('whoever asks for a code by a card is answered the same, byte for byte, and only one is sent', async () => {
  const mine = await cardFor('+447700900701', {});
  const others = [
    { ...mine, secret: 'ZZZZZZZZ' },
    { locator: 'ZZZZ', secret: 'ZZZZZZZZ' },
    await cardFor('+447700900702', { word: 'blue kettle' }),
    await cardFor('+447700900703', { shared: true }),
  ];
  const answer = await ask(mine);
  expect(answer).toMatchObject({ status: 303, headers: { location: '/card/code' } });
  for (const other of others) expect(await ask(other)).toEqual(answer);
  expect(await box.nextCode('+447700900701')).toMatch(/^\d{6}$/);
  await vi.waitFor(async () => {
    const waiting = await rows(
      house.database,
      (sql) => sql`select from card_code_request where invitation_id is not null and answered_at is null`,
    );
    expect(waiting).toEqual([]);
  }, 20_000);
  expect((await box.everything()).map(({ to }) => to)).toEqual(['+447700900701']);
});
