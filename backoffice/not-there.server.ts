import { data } from 'react-router';
import { z } from 'zod';
import { NotThereError } from '#casework/refusals.ts';

const uuid = z.uuid();

const notThere = () => data(null, { status: 404 });

/** What was looked for, or the one answer for what is missing, not theirs, or shut by a conflict. */
export function orNotThere<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw notThere();
  return found;
}

/** The id in a path; anything that can be nobody's id is not there either. */
export function idFrom(param: string | undefined): string {
  const id = uuid.safeParse(param);
  return orNotThere(id.success ? id.data : null);
}

/** What a page did, where a verb that finds nothing open to this actor throws: the same answer as for what is not there. */
export function notThereAs404<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw error instanceof NotThereError ? notThere() : error;
  });
}
