import { createServer, type Server } from 'node:http';
import { createRequestListener } from '@remix-run/node-fetch-server';
import { DatabaseUnavailableError } from '#db/transaction.server.ts';
import { log } from '#log';
import { TooLargeError, usualBodyLimit, withBody } from './body.server.ts';

/** A form as it was posted. `path` includes the query, for signatures cover it. */
export type PostedForm = { path: string; params: Record<string, string>; headers: Headers };

const startedAt = new Date().toISOString();

/**
 * Listens for forms that other machines post and answers each with a bare status: what `answer` says, 503 while the
 * database is away (so that they post again), 413 over 64 KiB. Beside them `/healthz`, `/version`, and `/readyz`, which
 * says no when `isReady` does, or fails, or has not answered within 200 ms.
 */
export function listenForForms(
  where: { port: number; host: string },
  isReady: () => Promise<boolean>,
  answer: (form: PostedForm) => Promise<number>,
): Server {
  const server = createServer(createRequestListener((request) => respond(request, isReady, answer)));
  server.requestTimeout = 15_000;
  server.listen(where.port, where.host);
  return server;
}

async function respond(
  request: Request,
  isReady: () => Promise<boolean>,
  answer: (form: PostedForm) => Promise<number>,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  if (request.method === 'GET' && pathname === '/healthz') return json(200, { ok: true });
  if (request.method === 'GET' && pathname === '/readyz') return readiness(isReady);
  if (request.method === 'GET' && pathname === '/version') return json(200, { name: 'heard', startedAt });
  if (request.method !== 'POST') return bare(pathname.startsWith('/twilio/') ? 405 : 404);
  const read = withBody(request, usualBodyLimit).then(({ body }) => {
    const params = Object.fromEntries(new URLSearchParams(Buffer.from(body ?? new Uint8Array()).toString()));
    return answer({ path: `${pathname}${search}`, params, headers: request.headers });
  });
  return read.then(bare, (error: unknown) => bare(statusOf(error)));
}

function statusOf(error: unknown): number {
  if (error instanceof TooLargeError) return 413;
  log.error({ error }, 'a form that was posted to us could not be taken');
  return error instanceof DatabaseUnavailableError ? 503 : 500;
}

async function readiness(isReady: () => Promise<boolean>): Promise<Response> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, 200, false));
  const ok = await Promise.race([
    isReady().then(
      (answers) => answers,
      () => false,
    ),
    late,
  ]);
  return json(ok ? 200 : 503, { ok });
}

const bare = (status: number) => new Response(null, { status, headers: { 'Cache-Control': 'no-store' } });
const json = (status: number, body: unknown) =>
  Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
