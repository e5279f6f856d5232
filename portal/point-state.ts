import type { ContactPointShown } from '#casework/contact-point/store.server.ts';

type PointState = 'suppressed' | 'bad' | 'good' | 'unverified';

/** How a number or address stands. A postal address has nothing to check: it is good until a letter comes back. */
export function pointState({ kind, bad, suppressed, verified }: ContactPointShown): PointState {
  if (suppressed) return 'suppressed';
  if (bad) return 'bad';
  return verified || kind === 'address' ? 'good' : 'unverified';
}
