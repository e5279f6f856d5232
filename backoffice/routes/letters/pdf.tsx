import { z } from 'zod';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { printedFor } from '../../letters/to-print.server.ts';
import { idFrom, orNotThere } from '../../not-there.server.ts';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/pdf';

export const handle: PageHandle = { policy: 'casework', title: 'letter_run' };

/** Printing is asked for with a press, never by an address: each time is kept, and the letters may hold secrets. */
export function loader() {
  return orNotThere<Response>(null);
}

const asked = z.object({
  letter: z.uuid().optional(),
  only: z.literal('not_printed').optional(),
});

export async function action({ request, params, context }: Route.ActionArgs) {
  const runId = idFrom(params.id);
  const form = await readForm({ request, context }, asked);
  const { letter, only = 'all' } = orNotThere(form.ok ? form.value : null);
  return printedFor(meAtDesk(context), runId, letter ? { letter } : only);
}
