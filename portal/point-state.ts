import type { ContactPointShown } from '#casework/contact-point/store.server.ts';

/** How a number or address stands. A postal address has nothing to check: it is good until a letter comes back. */
export function pointState({ kind, bad, suppressed, verified }: ContactPointShown) {
  if (suppressed) return 'suppressed';
  if (bad) return 'bad';
  return verified || kind === 'address' ? 'good' : 'unverified';
}
