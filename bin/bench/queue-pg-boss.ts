import { PgBoss } from 'pg-boss';
import { say, setting, timed, times } from './measure.ts';

// pg-boss with the largest batches it is quick with, and several workers that ask as often as they may. It has no ring.
const count = Number(setting('COUNT'));
const boss = new PgBoss({ connectionString: setting('DATABASE_URL_SUPERUSER'), max: 10 });
boss.on('error', (error) => console.error(error));
await boss.start();
if (!(await boss.getQueue('one'))) await boss.createQueue('one');
await boss.deleteAllJobs('one');
const put = () => boss.send('one', { what: 'one' });
await times(100, 8, put);
const enqueue = await timed(() => times(count, 8, put));
await boss.insert(
  'one',
  Array.from({ length: count * 4 }, () => ({ data: { what: 'one' } })),
);

const all = count * 5 + 100;
let done = 0;
const processed = await timed(() =>
  times(4, 4, async () => {
    while (done < all) {
      const jobs = await boss.fetch('one', { batchSize: 400 });
      if (jobs.length === 0) break;
      done += jobs.length;
      await boss.complete(
        'one',
        jobs.map(({ id }) => id),
      );
    }
  }),
);
say({ enqueue: (count / enqueue.ms) * 1000, process: (done / processed.ms) * 1000 });
