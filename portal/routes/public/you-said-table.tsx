import type { PageHandle } from '#web/page-handle.ts';
import { linesHere } from '../../you-said/here.server.ts';
import { tableOf } from '../../you-said/table.ts';
import type { Route } from './+types/you-said-table';

export const handle: PageHandle = { policy: 'public', title: 'information' };

/** What changed, in every language, as a table anybody may use. */
export async function loader({ context }: Route.LoaderArgs) {
  return new Response(tableOf(await linesHere(context)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': 'attachment; filename="you-said.csv"',
    },
  });
}
