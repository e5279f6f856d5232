import { renderToString } from 'react-dom/server';
import type { EntryContext, HandleErrorFunction, RouterContextProvider } from 'react-router';
import { ServerRouter } from 'react-router';
import { DatabaseUnavailableError } from '#db/transaction.server.ts';
import { log } from '#log';
import { faultContext, nonceContext } from '#web/context.server.ts';

type Asked = Readonly<RouterContextProvider>;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  asked: Asked,
) {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const nonce = asked.get(nonceContext);
  const page = renderToString(<ServerRouter context={routerContext} url={request.url} nonce={nonce} />);
  return new Response(`<!DOCTYPE html>${page}`, { status, headers });
}

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  const asked = context as Asked;
  if (error instanceof DatabaseUnavailableError) asked.get(faultContext).unavailable = true;
  else if (!request.signal.aborted)
    log.error({ error, path: new URL(request.url).pathname }, 'a page failed');
};
