import type { RouterContextProvider } from 'react-router';
import { transactionAs } from '#db/transaction.server.ts';
import { askedIn } from '../asked.server.ts';
import { meAtDesk } from '../who.server.ts';
import { callPage } from './call.server.ts';

type Asked = { request: Request; params: { id?: string }; context: Readonly<RouterContextProvider> };

/** The page about a call and, once it was saved, how many messages that stopped and how many had gone. */
export async function callLoader({ request, params, context }: Asked) {
  const page = await transactionAs(meAtDesk(context), (tx) => callPage(tx, params.id));
  const asked = askedIn(request);
  const saved = asked.oneOf('saved', ['1']) !== null;
  return { page, saved, stopped: asked.count('stopped'), left: asked.count('left') };
}
export type CallLoaded = Awaited<ReturnType<typeof callLoader>>;
