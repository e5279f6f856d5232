import { ChangedMeanwhileError } from '#casework/refusals.ts';

/** The key of the words that tell someone, kindly, that staff were quicker. */
export const changedMeanwhile = 'portal:changedMeanwhile';

/** For `.catch` of a transaction: null when somebody else changed the same thing first; any other error goes on. */
export function unlessQuicker(error: unknown): null {
  if (error instanceof ChangedMeanwhileError) return null;
  throw error;
}

type Again = { values: Record<string, string | string[]>; problems: readonly { problem: string }[] };

/** The version a form goes by: the one it was made from, until it has been told that there is a newer one. */
export function versionFor(again: Again | undefined, now: number): number {
  const told = again?.problems.some(({ problem }) => problem === changedMeanwhile);
  const typed = Number(again?.values.version);
  return again && !told && Number.isInteger(typed) ? typed : now;
}
