import type { RouterContextProvider } from 'react-router';
import type { StaffActor } from '#db/transaction.server.ts';
import { deskSessionContext } from '#web/context.server.ts';

/** Who of the staff a page is shown to. Throws where the page's policy let someone in without a session. */
export function meAtDesk(context: Readonly<RouterContextProvider>): StaffActor {
  const session = context.get(deskSessionContext);
  if (!session) throw new Error('A page for staff was reached without a session');
  return session.actor;
}
