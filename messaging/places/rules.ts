/** So many messages one process hands over at the same time, and beside them so many codes: for one there is always room. */
export const places = { all: 128, codes: 8 } as const;

/**
 * How many more messages of a service may be claimed now: never more than can be handed over at once. A service that sends
 * much leaves room for one that sends nothing yet, so that nobody who comes has to wait until somebody is done.
 */
export function roomFor(serviceId: string, underWay: ReadonlyMap<string, number>): number {
  const counts = [...underWay].filter(([, count]) => count > 0);
  const others = counts.filter(([id]) => id !== serviceId);
  const taken = counts.reduce((sum, [, count]) => sum + count, 0);
  const mine = underWay.get(serviceId) ?? 0;
  const share = Math.floor(places.all / (others.length + 2));
  return Math.max(0, Math.min(share - mine, places.all - taken));
}
