import { z } from 'zod';
import type { CaseDue, ListEnd } from '#casework/case/list.server.ts';

// PostgreSQL knows no year 0, and nothing is due so long ago.
const moment = z.iso.datetime().refine((typed) => typed >= '1900');
const written = z.tuple([moment, z.uuid()]);

/** Where a page of the case list ended, for the address of the next one. */
export const listEndOf = ({ dueAt, caseId }: CaseDue) => `${dueAt.toISOString()}_${caseId}`;

/** Where the page before ended; null for the first page, and for an address nobody wrote. */
export function listEndFrom(after: string | null): ListEnd | null {
  const parsed = written.safeParse((after ?? '').split('_'));
  if (!parsed.success) return null;
  const [dueAt, id] = parsed.data;
  return { dueAt: new Date(dueAt), id };
}
