import type { ContactPointShown } from '#casework/contact-point/store.server.ts';

type PointState = 'suppressed' | 'bad' | 'good' | 'unverified' | 'doubted';

/** How a number or address stands. A postal address has nothing to check: it is good until a letter comes back. */
export function pointState({ kind, bad, suppressed, verified, doubt }: ContactPointShown): PointState {
  if (suppressed) return 'suppressed';
  if (bad) return 'bad';
  if (doubt) return 'doubted';
  return verified || kind === 'address' ? 'good' : 'unverified';
}

/** Whether six digits can show that a number or address is theirs and works, now or again. */
export const canBeChecked = ({ kind, bad, suppressed, verified, doubt }: ContactPointShown): boolean =>
  kind !== 'address' && !suppressed && (!verified || bad || doubt !== null);
