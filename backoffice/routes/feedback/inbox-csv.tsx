import { transactionAs } from '#db/transaction.server.ts';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { csvOf } from '#web/csv.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { filtersIn, inboxShown } from '../../feedback/lines.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/inbox-csv';

export const handle: PageHandle = { policy: 'casework', title: 'feedback' };

const { t } = backofficeWords;
const columns = ['received', 'aboutWhat', 'stateOf', 'owner', 'due', 'how', 'tags'] as const;

/** The inbox as a table file, as narrowed: neither anybody's words nor anybody's name. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const lines = await transactionAs(meAtDesk(context), async (tx) => {
    tx.record({ action: 'feedback.exported', subjectId: tx.actor.serviceId, details: {} });
    return inboxShown(tx, filtersIn(request));
  });
  const rows = lines.map(({ received, about, state, owner, due, how, tags }) => [
    received.dateTime,
    t(`feedback.about.${about}`),
    t(`feedback.state.${state}`),
    owner ?? t('feedback.nobody'),
    due ? due.dateTime : '',
    t(`feedback.way.${how}`),
    tags.join(', '),
  ]);
  return new Response(csvOf([columns.map((column) => t(`feedback.${column}`)), ...rows]), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="inbox.csv"',
    },
  });
}
