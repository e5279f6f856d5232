import type { ProcessActor } from '#db/transaction.server.ts';
import type { ProviderFor } from './claim.server.ts';
import { claimFor, sendOne } from './deliver.server.ts';
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

/**
 * Sends for every service of a house, as much at once as there is room for, no service's messages waiting until another's
 * are done. What could not be written down is told to `failed`, and becomes `unknown` when its lease ends.
 */
export function sender(
  failed: (error: unknown) => void,
  providerFor: ProviderFor = configuredProvider,
): Sender {
  const { stir, wait } = stirring();
  const wantMore = new Set<string>();
  const lookForRoom = () => {
    for (const serviceId of wantMore) if (places.isMuchRoom(serviceId)) stir(serviceId);
  };
  const places = placesToTake(lookForRoom);
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
  const send = async (serviceId: string) => {
    const taken = places.take(serviceId);
    if (!taken) return 0;
    const { giveBack, ...turns } = taken;
    const actor: ProcessActor = { role: 'sender', serviceId };
    const begun = performance.now();
    const { claimed, service } = await claimFor(actor, { ...turns, providerFor }).catch((error: unknown) => {
      giveBack(turns.limit);
      throw error;
    });
    for (const one of claimed)
      begin((keep) => sendOne(actor, one, service, { providerFor, begun, keep }), keepOf(actor), giveBack);
    if (claimed.length > 0) wantMore.add(serviceId);
    else wantMore.delete(serviceId);
    giveBack(turns.limit - claimed.length);
    return claimed.length;
  };
  const rest = async () => {
    while (underWay.size > 0) await Promise.all(underWay);
  };
  return { send, stir, wait, rest };
}
