import { setTimeout as pause } from 'node:timers/promises';

/** Asks again where a page says that it is too busy just now, as its reader would, five times at most. */
export async function patiently<T extends { status: number }>(ask: () => Promise<T>): Promise<T> {
  for (let turn = 1; turn < 5; turn += 1) {
    const answer = await ask();
    if (answer.status !== 503) return answer;
    await pause(1000);
  }
  return ask();
}
