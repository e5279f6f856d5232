import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { callPage } from '../../phone/call.server.ts';
import { callAction } from '../../phone/call-action.server.ts';
import { CallView } from '../../phone/call-view.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/paper';

export const handle: PageHandle = { policy: 'casework', title: 'paper_answers' };

export async function loader({ params, context }: Route.LoaderArgs) {
  return transactionAs(meAtDesk(context), (tx) => callPage(tx, params.id));
}

export const action = callAction;

export default function FromPaper({ loaderData, actionData }: Route.ComponentProps) {
  return <CallView page={loaderData} after={actionData} onPaper />;
}
