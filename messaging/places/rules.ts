/** Which messages have places of their own: e-mails go through the connections to one mail server, the rest does not. */
export const ways = ['email', 'others'] as const;
export type Way = (typeof ways)[number];

export type Places = {
  all: number;
  codes: number;
  /** So many are worth a claim: one of a few costs nearly as much as one of many. */
  worthAClaim: number;
};

/** So many messages one process hands over at the same time, and beside them so many codes: for one there is always room. */
export const places = { all: 256, codes: 8, worthAClaim: 64 } as const satisfies Places;

/** The same of e-mails, each of which takes a connection for as long as the mail server takes. */
export const mailPlaces = { all: 10, codes: 2, worthAClaim: 1 } as const satisfies Places;

/** Connections to the mail server: whatever was claimed leaves at once, and what waits can still be stopped. */
export const mailConnections = mailPlaces.all + mailPlaces.codes;

export const placesBy = { email: mailPlaces, others: places } as const satisfies Record<Way, Places>;

type UnderWay = ReadonlyMap<string, number>;

// One more than those who send has a share, so that whoever comes finds room and need not wait until somebody is done.
function shareOf(serviceId: string, underWay: UnderWay, all: number): number {
  const others = [...underWay].filter(([id, count]) => id !== serviceId && count > 0);
  return Math.max(1, Math.floor(all / (others.length + 2)));
}

/** How many more messages of a service may be claimed now: never more than can be handed over at once. */
export function roomFor(serviceId: string, underWay: UnderWay, { all }: Places = places): number {
  const taken = [...underWay.values()].reduce((sum, count) => sum + count, 0);
  const mine = underWay.get(serviceId) ?? 0;
  return Math.max(0, Math.min(shareOf(serviceId, underWay, all) - mine, all - taken));
}

/** Whether there is so much room for a service again that a claim is worth its while. */
export function isMuchRoom(serviceId: string, underWay: UnderWay, of: Places = places): boolean {
  const half = Math.ceil(shareOf(serviceId, underWay, of.all) / 2);
  return roomFor(serviceId, underWay, of) >= Math.min(of.worthAClaim, half);
}
