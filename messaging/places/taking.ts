import { isMuchRoom, type Places, roomFor } from './rules.ts';

export type Taken = { limit: number; only?: 'code'; giveBack(count: number): void };

/** Some places of one process: whoever hands something over takes one and gives it back, and `freed` hears of it. */
export function placesToTake(of: Places, freed: () => void) {
  const underWay = new Map<string, number>();
  let codes = 0;
  const room = (serviceId: string) => roomFor(serviceId, underWay, of);
  const move = (serviceId: string, by: number) =>
    underWay.set(serviceId, (underWay.get(serviceId) ?? 0) + by);
  return {
    isMuchRoom: (serviceId: string) => isMuchRoom(serviceId, underWay, of),
    /** All there is room for now; places for codes alone where there is none; null where even these are taken. */
    take: (serviceId: string): Taken | null => {
      const limit = room(serviceId);
      if (limit > 0) {
        move(serviceId, limit);
        return {
          limit,
          giveBack: (count) => {
            move(serviceId, -count);
            freed();
          },
        };
      }
      const forCodes = of.codes - codes;
      if (forCodes === 0) return null;
      codes += forCodes;
      return {
        limit: forCodes,
        only: 'code',
        giveBack: (count) => {
          codes -= count;
        },
      };
    },
  };
}
