import { renderToString } from 'react-dom/server';
import type { EntryContext, HandleErrorFunction, RouterContextProvider } from 'react-router';
import { isRouteErrorResponse, ServerRouter } from 'react-router';
import { DatabaseUnavailableError } from '#db/transaction.server.ts';
import { log } from '#log';
import { answerStatus } from '#web/answer-status.server.ts';
import { faultContext, languageContext, portalSessionContext, serviceContext } from '#web/context.server.ts';
import { languageShown } from './language-shown.server.ts';
import { type Shell, ShellContext } from './shell.ts';

type Asked = Readonly<RouterContextProvider>;

function wasRefused({ actionData }: EntryContext['staticHandlerContext']): boolean {
  return Object.values(actionData ?? {}).some((answer) => answer?.problems?.length > 0);
}

function shellOf(request: Request, asked: Asked, routerContext: EntryContext): Shell {
  const { pathname, search } = new URL(request.url);
  return {
    language: languageShown(asked),
    wanted: asked.get(languageContext),
    service: asked.get(serviceContext),
    signedIn: asked.get(portalSessionContext) !== null,
    path: pathname + search,
    refused: wasRefused(routerContext.staticHandlerContext),
  };
}

// Nothing suspends and no script follows, so one string is the whole page.
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  asked: Asked,
) {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const page = renderToString(
    <ShellContext value={shellOf(request, asked, routerContext)}>
      <ServerRouter context={routerContext} url={request.url} />
    </ShellContext>,
  );
  return new Response(`<!DOCTYPE html>${page}`, { status: answerStatus(routerContext, status), headers });
}

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  const asked = context as Asked;
  if (error instanceof DatabaseUnavailableError) asked.get(faultContext).unavailable = true;
  else if (!isRouteErrorResponse(error) && !request.signal.aborted)
    log.error({ error, path: new URL(request.url).pathname }, 'a page failed');
};
