/** So many messages one process hands over at the same time, and beside them so many codes: for one there is always room. */
export const places = { all: 256, codes: 8 } as const;

// A claim of a few costs nearly as much as one of many.
const enoughForAClaim = 64;

type UnderWay = ReadonlyMap<string, number>;

// One more than those who send has a share, so that whoever comes finds room and need not wait until somebody is done.
function shareOf(serviceId: string, underWay: UnderWay): number {
  const others = [...underWay].filter(([id, count]) => id !== serviceId && count > 0);
  return Math.floor(places.all / (others.length + 2));
}

/** How many more messages of a service may be claimed now: never more than can be handed over at once. */
export function roomFor(serviceId: string, underWay: UnderWay): number {
  const taken = [...underWay.values()].reduce((sum, count) => sum + count, 0);
  const mine = underWay.get(serviceId) ?? 0;
  return Math.max(0, Math.min(shareOf(serviceId, underWay) - mine, places.all - taken));
}

/** Whether there is so much room for a service again that a claim is worth its while. */
export function isMuchRoom(serviceId: string, underWay: UnderWay): boolean {
  const half = Math.ceil(shareOf(serviceId, underWay) / 2);
  return roomFor(serviceId, underWay) >= Math.max(1, Math.min(enoughForAClaim, half));
}
