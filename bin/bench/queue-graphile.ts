import { setTimeout as pause } from 'node:timers/promises';
import { Logger, makeWorkerUtils, run, runMigrations } from 'graphile-worker';
import { say, setting, timed, times } from './measure.ts';
import { median } from './rounds.ts';

// graphile-worker with what its documentation names for speed: a local queue, jobs completed in batches.
const count = Number(setting('COUNT'));
const connectionString = setting('DATABASE_URL_SUPERUSER');
const logger = new Logger(() => () => undefined);
await runMigrations({ connectionString, logger });
const utils = await makeWorkerUtils({ connectionString, maxPoolSize: 8, logger });
const put = () => utils.addJob('one', { what: 'one' });
await times(100, 8, put);
const enqueue = await timed(() => times(count, 8, put));
await utils.addJobs(
  Array.from({ length: count * 4 }, () => ({ identifier: 'one', payload: { what: 'one' } })),
);

const all = count * 5 + 100;
let done = 0;
let finished = (): void => undefined;
let begun = (): void => undefined;
const whenDone = new Promise<void>((resolve) => {
  finished = resolve;
});
const processed = await timed(async () => {
  await run({
    logger,
    preset: {
      worker: {
        connectionString,
        concurrentJobs: 10,
        maxPoolSize: 10,
        pollInterval: 2000,
        localQueue: { size: 500, refetchDelay: { durationMs: 0 } },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
    taskList: {
      one: () => {
        done += 1;
        begun();
        if (done === all) finished();
      },
    },
    noHandleSignals: true,
  });
  await whenDone;
});
const took: number[] = [];
for (let turn = 0; turn < 100; turn += 1) {
  const started = new Promise<number>((resolve) => {
    begun = () => resolve(performance.now());
  });
  await put();
  const kept = performance.now();
  took.push((await started) - kept);
  // As ours does: what has just run is still at hand, and would be quicker than what is asked out of the blue.
  await pause(20);
}
say({
  enqueue: (count / enqueue.ms) * 1000,
  process: (all / processed.ms) * 1000,
  startMs: median(took),
});
