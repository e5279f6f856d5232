import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** A request as Twilio would have got it, and how Prism answered. */
export type Given = { path: string; form: Record<string, string>; status: number };
export type Prism = { url: string; given: Given[]; stop(): Promise<void> };

const description = 'node_modules/@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json';

/**
 * Twilio's own description of its interface, answered by Stoplight Prism: a request that Twilio would not
 * understand is refused, a good one gets invented values of the right shape. `given` keeps what was asked.
 */
export async function startPrism(): Promise<Prism> {
  const prism = await prismAt(['mock', '-d', description]);
  const prismUrl = prism.url;
  const given: Given[] = [];
  const relay = createServer((request, response) => {
    void passOn(prismUrl, given, request, response);
  });
  return {
    url: await listening(relay),
    given,
    stop: async () => {
      relay.closeAllConnections();
      relay.close();
      await prism.stop();
    },
  };
}

/** Prism between a caller and `upstream`: what either says that Twilio's own description does not allow becomes an error. */
export const prismBefore = (upstream: string) => prismAt(['proxy', '--errors', description, upstream]);

async function prismAt(words: string[]): Promise<{ url: string; stop(): Promise<void> }> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const prism = spawn(
    'node_modules/.bin/node',
    ['node_modules/.bin/prism', ...words, '-h', '127.0.0.1', '-p', new URL(url).port],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  await ready(prism);
  return {
    url,
    stop: async () => {
      const ended = once(prism, 'exit');
      prism.kill('SIGTERM');
      await ended;
    },
  };
}

/** Where a server listens, once it does, on a port nobody else has. */
export async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return `http://127.0.0.1:${address.port}`;
}

async function passOn(prism: string, given: Given[], request: IncomingMessage, response: ServerResponse) {
  const body = await text(request);
  const { authorization, accept, 'content-type': contentType } = request.headers;
  const answer = await fetch(`${prism}${request.url}`, {
    method: request.method ?? 'GET',
    headers: Object.fromEntries(
      Object.entries({ authorization, accept, 'content-type': contentType }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
    ...(body === '' ? {} : { body }),
  });
  const form = Object.fromEntries(new URLSearchParams(body));
  given.push({ path: String(request.url), form, status: answer.status });
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
}

function ready(prism: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const log: string[] = [];
    prism.once('exit', (code) => reject(new Error(`Prism ended with ${code}:\n${log.join('\n')}`)));
    for (const stream of [prism.stdout, prism.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        if (log.length < 50) log.push(line);
        if (line.includes('Prism is listening')) resolve();
      });
    }
  });
}

async function freePort(): Promise<string> {
  const probe = createServer();
  const { port } = new URL(await listening(probe));
  probe.close();
  await once(probe, 'close');
  return port;
}
