import type { ProcessActor } from '#db/transaction.server.ts';
import type { ProviderFor } from './claim.server.ts';
import { claimFor, sendOne } from './deliver.server.ts';
import { placesBy, type Way, ways } from './places/rules.ts';
import { stirring } from './places/stirring.ts';
import { placesToTake, type Taken } from './places/taking.ts';
import { providerFor as configuredProvider } from './providers/provider-for.server.ts';
import { settling } from './settling.server.ts';

type Keep = ReturnType<typeof settling>;
export type Sender = {
  /** Claims what a service may send and there is room for, and begins to hand it over: how many. For codes there is room. */
  send(serviceId: string): Promise<number>;
  /** Something may have come for a service, or for any. */
  stir(serviceId: string | null): void;
  /** Until something of a service may be sent, or after so long. */
  wait(serviceId: string, ms: number): Promise<void>;
  /** Until nothing is being handed over any more. */
  rest(): Promise<void>;
};

type Line = ReturnType<typeof lineOf>;

// Each way has places of its own, so that no more is claimed than leaves at once, and none waits for another's.
function lineOf(way: Way, stir: (serviceId: string) => void) {
  const wantMore = new Set<string>();
  const { take, isMuchRoom } = placesToTake(placesBy[way], () => {
    for (const serviceId of wantMore) if (isMuchRoom(serviceId)) stir(serviceId);
  });
  return { way, take, wantMore };
}

/**
 * Sends for every service of a house, as much at once as there is room for, no service's messages waiting until another's
 * are done. What could not be written down is told to `failed`, and becomes `unknown` when its lease ends.
 */
export function sender(
  failed: (error: unknown) => void,
  providerFor: ProviderFor = configuredProvider,
): Sender {
  const { stir, wait } = stirring();
  const lines = ways.map((way) => lineOf(way, stir));
  const keeping = new Map<string, Keep>();
  const keepOf = (actor: ProcessActor) => {
    const keep = keeping.get(actor.serviceId) ?? settling(actor);
    keeping.set(actor.serviceId, keep);
    return keep;
  };
  const underWay = new Set<Promise<void>>();
  // A place is free once its message is out of our hands: while that is written down the next may go.
  const begin = (hand: (keep: Keep) => Promise<void>, keep: Keep, giveBack: Taken['giveBack']) => {
    let left = 1;
    const giveBackOnce = () => {
      giveBack(left);
      left = 0;
    };
    const one = hand((ended) => {
      giveBackOnce();
      return keep(ended);
    })
      .then(undefined, failed)
      .finally(() => {
        underWay.delete(one);
        giveBackOnce();
      });
    underWay.add(one);
  };
  const sendIn = async ({ way, take, wantMore }: Line, serviceId: string) => {
    const taken = take(serviceId);
    if (!taken) return 0;
    const { giveBack, ...room } = taken;
    const turns = { ...room, way };
    const actor: ProcessActor = { role: 'sender', serviceId };
    const begun = performance.now();
    const { claimed, service } = await claimFor(actor, { ...turns, providerFor }).catch((error: unknown) => {
      giveBack(turns.limit);
      throw error;
    });
    for (const one of claimed)
      begin((keep) => sendOne(actor, one, service, { providerFor, begun, keep }), keepOf(actor), giveBack);
    if (claimed.length > 0) wantMore.add(serviceId);
    // That there was no code says nothing of all the rest.
    else if (room.only === undefined) wantMore.delete(serviceId);
    giveBack(turns.limit - claimed.length);
    return claimed.length;
  };
  const send = async (serviceId: string) => {
    const [mail = 0, others = 0] = await Promise.all(lines.map((line) => sendIn(line, serviceId)));
    return mail + others;
  };
  const rest = async () => {
    while (underWay.size > 0) await Promise.all(underWay);
  };
  return { send, stir, wait, rest };
}
