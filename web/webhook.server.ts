import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { DatabaseUnavailableError } from '#db/transaction.server.ts';
import { log } from '#log';
import { TooLargeError, usualBodyLimit } from './body.server.ts';

/** A form as it was posted. `path` includes the query, for signatures cover it. */
export type PostedForm = { path: string; params: Record<string, string>; headers: IncomingHttpHeaders };
type Answer = (form: PostedForm) => Promise<number>;

const startedAt = new Date().toISOString();

/**
 * Listens for forms that other machines post and answers each with a bare status: what `answer` says, 503 while the
 * database is away (so that they post again), 413 over 64 KiB. Beside them `/healthz`, `/version`, and `/readyz`, which
 * says no when `isReady` does, or fails, or has not answered within 200 ms.
 */
export function listenForForms(
  where: { port: number; host: string },
  isReady: () => Promise<boolean>,
  answer: Answer,
): Server {
  const server = createServer((request, response) => {
    void respond(request, response, isReady, answer);
  });
  server.requestTimeout = 15_000;
  server.listen(where.port, where.host);
  return server;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  isReady: () => Promise<boolean>,
  answer: Answer,
): Promise<void> {
  const { method, headers, url: path = '/' } = request;
  const [pathname = '/'] = path.split('?', 1);
  if (method === 'GET' && pathname === '/healthz') return json(response, 200, { ok: true });
  if (method === 'GET' && pathname === '/version') return json(response, 200, { name: 'heard', startedAt });
  if (method === 'GET' && pathname === '/readyz') {
    const ok = await answersInTime(isReady);
    return json(response, ok ? 200 : 503, { ok });
  }
  if (method !== 'POST') return bare(response, pathname.startsWith('/twilio/') ? 405 : 404);
  const answered = postedBy(request).then((params) => answer({ path, params, headers }));
  const status = await answered.catch(statusOf);
  // Whoever sends too much goes on to send before they hear of it.
  request.resume();
  return bare(response, status);
}

async function postedBy(request: IncomingMessage): Promise<Record<string, string>> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    size += piece.length;
    if (size > usualBodyLimit) throw new TooLargeError();
    pieces.push(piece);
  }
  return Object.fromEntries(new URLSearchParams(Buffer.concat(pieces).toString()));
}

function statusOf(error: unknown): number {
  if (error instanceof TooLargeError) return 413;
  log.error({ error }, 'a form that was posted to us could not be taken');
  return error instanceof DatabaseUnavailableError ? 503 : 500;
}

function answersInTime(isReady: () => Promise<boolean>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, 200, false));
  const answers = isReady().then(
    (ready) => ready,
    () => false,
  );
  return Promise.race([answers, late]);
}

function bare(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Cache-Control': 'no-store' }).end();
}

function json(response: ServerResponse, status: number, body: unknown): void {
  const headers = { 'Cache-Control': 'no-store', 'Content-Type': 'application/json' };
  response.writeHead(status, headers).end(JSON.stringify(body));
}
