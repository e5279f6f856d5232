import { renderToReadableStream } from 'react-dom/server';
import type { EntryContext, HandleErrorFunction, RouterContextProvider } from 'react-router';
import { isRouteErrorResponse, ServerRouter } from 'react-router';
import { DatabaseUnavailableError } from '#db/transaction.server.ts';
import { log } from '#log';
import { answerStatus } from '#web/answer-status.server.ts';
import { faultContext, nonceContext } from '#web/context.server.ts';
import { RefusedContext } from './refused.ts';

type Asked = Readonly<RouterContextProvider>;

// The whole page at once, but by the stream: React Router sends what the loaders gave through it, and without that
// no page would come to life.
export default async function handleRequest(
  request: Request,
  asAnswered: number,
  headers: Headers,
  routerContext: EntryContext,
  asked: Asked,
) {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const status = answerStatus(routerContext, asAnswered);
  const nonce = asked.get(nonceContext);
  const router = (
    <RefusedContext value={status === 422}>
      <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
    </RefusedContext>
  );
  const page = await renderToReadableStream(router, { nonce, signal: request.signal });
  await page.allReady;
  return new Response(page, { status, headers });
}

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  const asked = context as Asked;
  if (error instanceof DatabaseUnavailableError) asked.get(faultContext).unavailable = true;
  else if (!isRouteErrorResponse(error) && !request.signal.aborted)
    log.error({ error, path: new URL(request.url).pathname }, 'a page failed');
};
