import { DatabaseUnavailableError } from './transaction.server.ts';

/** More is being asked at once than can be answered soon. Nothing was kept; sites answer as if the database were away. */
export class TooBusyError extends DatabaseUnavailableError {
  override name = 'TooBusyError';
}

/**
 * Makes a queue for work that takes much memory: `atOnce` pieces at a time, the others first come, first served. What
 * gives `mayWait` is refused with TooBusyError, before it begins, where that many wait already.
 */
export function turns(atOnce: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>, mayWait = Number.POSITIVE_INFINITY): Promise<T> => {
    if (running < atOnce) running += 1;
    else if (waiting.length >= mayWait) throw new TooBusyError('too many wait for their turn');
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The turn is handed on, so that nobody who comes in between goes first.
      if (next) next();
      else running -= 1;
    }
  };
}
