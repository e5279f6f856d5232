import { setTimeout as pause } from 'node:timers/promises';
import { killed, type Started } from './processes.ts';

export type KeptRunning = {
  all: () => Started[];
  /** How many ended without being killed by the test, and were started again all the same. */
  endedAlone: () => number;
  killOldest(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
};

/** So many of a process at a time, as what runs services does it: whichever ends is started again. */
export function keptRunning(count: number, begin: () => Promise<Started>): KeptRunning {
  let running: Started[] = [];
  let [on, endedAlone] = [false, 0];
  const addOne = async (): Promise<void> => {
    const one = await begin();
    running.push(one);
    void one.ended.then(async () => {
      if (!on || !running.includes(one)) return;
      endedAlone += 1;
      running = running.filter((other) => other !== one);
      await pause(100);
      if (on) await addOne();
    });
  };
  return {
    all: () => running,
    endedAlone: () => endedAlone,
    killOldest: async () => {
      const oldest = running.shift();
      if (oldest) await killed(oldest);
      await addOne();
    },
    stop: async () => {
      on = false;
      await Promise.all(running.splice(0).map(killed));
    },
    start: async () => {
      on = true;
      await Promise.all(Array.from({ length: count }, addOne));
    },
  };
}
