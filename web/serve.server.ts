import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createRequestListener } from '@remix-run/node-fetch-server';
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router';
import {
  connect,
  DatabaseUnavailableError,
  databaseAnswers,
  disconnect,
  refuseMightyLogin,
  surviveLostConnections,
} from '#db/transaction.server.ts';
import { environment } from '#environment';
import type { Language } from '#locales/languages.ts';
import { log } from '#log';
import { assetsOf, sendAsset } from './assets.server.ts';
import { postedFields, TooLargeError, usualBodyLimit, withBody } from './body.server.ts';
import { faultContext, languageContext, nonceContext } from './context.server.ts';
import { type CookieName, cookieNames, setCookie } from './cookies.server.ts';
import { leave } from './exit.server.ts';
import { setSafeHeaders } from './headers.server.ts';
import { languageOf } from './language.server.ts';
import { comesFromUs } from './origin-check.server.ts';
import type { PageHandle } from './page-handle.ts';
import { routeTable } from './route-table.server.ts';

export type Trouble = {
  status: 403 | 413 | 503;
  language: Language;
  path: string;
  hostname: string;
  fields: [string, string][];
};

export type Site = {
  name: 'portal' | 'backoffice';
  build: ServerBuild;
  clientFolder: string;
  port: number;
  databaseUrl: string;
  /** How long a page waits for the database before it says so. */
  patienceMs: number;
  cookie: CookieName;
  /** Makes the nonce of an answer; undefined where no inline script may run. */
  nonce: () => string | undefined;
  /** Who is asking, and whether they may: fills the context, or answers in the page's stead, or says there is no page. */
  admit: (asked: Admission) => Promise<Response | 'missing' | null>;
  /** A whole page for what cannot be answered by the page itself. */
  troublePage: (trouble: Trouble) => string;
};
export type Admission = {
  request: Request;
  page: PageHandle | null;
  context: RouterContextProvider;
  body: Uint8Array | null;
};

const startedAt = new Date().toISOString();

/** Serves a site: connects as its login, refuses one that is too mighty, listens, and stops gracefully on SIGTERM. */
export async function serve(site: Site): Promise<Server> {
  surviveLostConnections((error) => log.error({ error }, 'a connection to PostgreSQL was lost'));
  connect({
    url: site.databaseUrl,
    patienceMs: site.patienceMs,
    pooled: environment.DATABASE_POOLED,
    size: 10,
  });
  await refuseMightyLogin();
  const assets = assetsOf(site.clientFolder);
  const pages = createRequestListener(answering(site));
  const server = createServer((request, response) => {
    if (sendAsset(assets, request, response)) return;
    if (isProbe(request)) return void probe(request, response);
    pages(request, response);
  });
  server.listen(site.port, environment.LISTEN_ON, () =>
    log.info({ port: site.port }, `the ${site.name} listens`),
  );
  process.once('SIGTERM', () => server.close(() => void disconnect().then(() => process.exit(0))));
  return server;
}

const isProbe = ({ url }: IncomingMessage) => url === '/healthz' || url === '/readyz' || url === '/version';

async function probe({ url }: IncomingMessage, response: ServerResponse): Promise<void> {
  const ready = url !== '/readyz' || (await databaseAnswers().catch(() => false));
  response.writeHead(ready ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(url === '/version' ? { name: 'heard', startedAt } : { ok: ready }));
}

function answering(site: Site): (request: Request) => Promise<Response> {
  const pageOf = routeTable(site.build);
  const render = createRequestHandler(site.build, 'production');
  return async (incoming) => {
    const { pathname, search, searchParams, hostname } = new URL(incoming.url);
    if (pathname === '/exit' && incoming.method === 'POST') return leave(incoming, site.cookie);
    const language = languageOf(incoming);
    const nonce = site.nonce();
    const page = pageOf(pathname);
    const trouble = (status: Trouble['status'], fields: [string, string][] = []) =>
      finished(
        htmlPage(status, site.troublePage({ status, language, path: pathname + search, hostname, fields })),
        incoming,
        nonce,
      );
    if (!page?.fromAnywhere && !comesFromUs(incoming)) return trouble(403);
    const read = await withBody(incoming, page?.bodyLimit ?? usualBodyLimit).catch(unlessTooLarge);
    if (!read) return trouble(413);
    const { request, body } = read;
    const fields = () => postedFields(request, body, page?.secret ?? []);
    const context = new RouterContextProvider();
    const fault = { unavailable: false };
    context.set(languageContext, language);
    context.set(nonceContext, nonce);
    context.set(faultContext, fault);
    const answer = await answerPage(site, { request, page, context, body }, render).catch(unlessAway);
    if (!answer || fault.unavailable) return trouble(503, fields());
    if (searchParams.has('language'))
      answer.headers.append('Set-Cookie', setCookie(cookieNames.language, language));
    const forEverybody = page?.policy === 'public' && request.method === 'GET' && answer.status === 200;
    return finished(answer, request, nonce, forEverybody);
  };
}

// React Router would answer this with what a page's loaders gave, by an address whose policy is another page's or nobody's.
const isForScript = ({ url }: Request) => new URL(url).pathname.endsWith('.data');

async function answerPage(
  site: Site,
  asked: Admission,
  render: ReturnType<typeof createRequestHandler>,
): Promise<Response> {
  const missing = new Request(new URL('/missing', asked.request.url));
  if (isForScript(asked.request)) return render(missing, asked.context);
  const verdict = await site.admit(asked);
  if (verdict instanceof Response) return verdict;
  return render(verdict === 'missing' ? missing : asked.request, asked.context);
}

function unlessTooLarge(error: unknown): null {
  if (error instanceof TooLargeError) return null;
  throw error;
}

function unlessAway(error: unknown): null {
  if (error instanceof DatabaseUnavailableError) return null;
  throw error;
}

function htmlPage(status: number, html: string): Response {
  return new Response(html, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

// Pages are small, so they are compressed in one go at the cheapest level.
async function finished(
  answer: Response,
  request: Request,
  nonce: string | undefined,
  forEverybody = false,
): Promise<Response> {
  const headers = new Headers(answer.headers);
  setSafeHeaders(headers, nonce, forEverybody);
  const isPage = headers.get('Content-Type')?.startsWith('text/');
  if (!isPage || !/\bgzip\b/.test(request.headers.get('Accept-Encoding') ?? '')) {
    return new Response(answer.body, { status: answer.status, headers });
  }
  const body = gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 1 });
  headers.set('Content-Encoding', 'gzip');
  headers.set('Content-Length', String(body.length));
  return new Response(body, { status: answer.status, headers });
}
