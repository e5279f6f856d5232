import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { portToListenOn } from '../../bin/ports.ts';
import { npmStart } from './run-launch.ts';

let stranger: Server | undefined;

afterEach(() => stranger?.close());

async function takenPort(): Promise<number> {
  const server = createServer();
  stranger = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The stranger has no port.');
  return address.port;
}

for (const variable of ['PORTAL_PORT', 'BACKOFFICE_PORT', 'WORKER_PORT']) {
  test(`someone whose port in ${variable} is taken is told so, and nothing has been started`, async () => {
    const port = await takenPort();
    const { code, said } = await npmStart({ [variable]: String(port) });
    expect(said).toBe(`Port ${port} is taken: stop what uses it, or choose another in ${variable}.`);
    expect(code).toBe(1);
  });
}

test('someone whose address is not of this machine is told so', async () => {
  const { code, said } = await npmStart({ LISTEN_ON: '192.0.2.1', PORTAL_PORT: '4911' });
  expect(said).toBe('LISTEN_ON is not an address of this machine.');
  expect(code).toBe(1);
});

test('a port nobody uses may be taken, and 0 means any', async () => {
  const free = await portToListenOn('127.0.0.1', 0, 'PORTAL_PORT');
  expect(free).toBeGreaterThan(0);
  expect(await portToListenOn('127.0.0.1', free, 'PORTAL_PORT')).toBe(free);
});
