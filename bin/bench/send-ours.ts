import { connect } from '#db/transaction.server.ts';
import { environment } from '#environment';
import type { Provider } from '#messaging/providers/provider.ts';
import { providerFor as configured } from '#messaging/providers/provider-for.server.ts';
import { sender } from '#messaging/sender.server.ts';
import { say, setting, timed } from './measure.ts';

// Everything the worker does to send: claimed with every gate, put into words, handed over, written down. With TO=nobody
// nothing is handed over, as when only the queue is measured.
const nobody: Provider = {
  name: 'paper',
  submit: async () => ({ state: 'accepted', providerId: 'none' }),
  close: async () => undefined,
};
const service = setting('SERVICE');
const count = Number(setting('COUNT'));
connect({ url: environment.DATABASE_URL_WORKER, patienceMs: 30_000, size: 12, pooled: false });
const failures: unknown[] = [];
const post = sender((error) => failures.push(error), setting('TO') === 'nobody' ? () => nobody : configured);

// There are more in the queue than are sent, so that its end is not measured.
async function send(most: number): Promise<void> {
  for (let sent = 0; sent < most; ) {
    sent += await post.send(service);
    await post.wait(service, 50);
  }
  await post.rest();
}

await send(1000);
const heap: number[] = [];
const look = () => {
  globalThis.gc?.();
  heap.push(process.memoryUsage.rss() / 2 ** 20);
};
look();
const looking = setInterval(look, 5000);
const { ms, cpu } = await timed(() => send(count));
clearInterval(looking);
if (failures.length > 0)
  throw new Error(`${failures.length} could not be written down`, { cause: failures[0] });
const from = Math.floor(heap.length / 4);
const early = Math.max(...heap.slice(0, from + 1));
const late = Math.max(...heap.slice(from));
say({ perSecond: (count / ms) * 1000, cpuEach: cpu / count, rss: late, rssGrowth: late / early });
