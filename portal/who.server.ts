import type { RouterContextProvider } from 'react-router';
import type { VictimActor } from '#db/transaction.server.ts';
import { portalSessionContext } from '#web/context.server.ts';
import type { PortalSession } from '#web/session.server.ts';

type Context = Readonly<RouterContextProvider>;

/** The session of a signed-in page. Throws where the page's policy let someone in without one. */
export function sessionIn(context: Context): PortalSession {
  const session = context.get(portalSessionContext);
  if (!session) throw new Error('A signed-in page was reached without a session');
  return session;
}

/** The person a signed-in page belongs to. Throws as sessionIn does. */
export const meIn = (context: Context): VictimActor => sessionIn(context).actor;
