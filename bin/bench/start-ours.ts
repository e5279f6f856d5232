import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { connect, transactionAs } from '#db/transaction.server.ts';
import { environment } from '#environment';
import { bellOn } from '#messaging/bell.server.ts';
import { enqueue } from '#messaging/outbox.server.ts';
import type { Provider } from '#messaging/providers/provider.ts';
import { sender } from '#messaging/sender.server.ts';
import { say, setting } from './measure.ts';
import { median } from './rounds.ts';

// From the moment a text is kept in the queue to the moment its hand-over begins, nothing else going on.
const serviceId = setting('SERVICE');
const count = Number(setting('COUNT'));
let begun = (): void => undefined;
const nobody: Provider = {
  name: 'paper',
  submit: async () => {
    begun();
    return { state: 'accepted', providerId: 'none' };
  },
  close: async () => undefined,
};
connect({ url: environment.DATABASE_URL_WORKER, patienceMs: 30_000, size: 8, pooled: false });
const post = sender(
  (error) => {
    throw error;
  },
  () => nobody,
);
await bellOn({ url: environment.DATABASE_URL_WORKER, pooled: false }, post.stir);
const db = postgres(setting('DATABASE_URL_SUPERUSER'), { max: 1 });
const [person] = await db<{ victimId: string; pointId: string; topic: string; channel: string }[]>`
  select p.victim_id as "victimId", p.id as "pointId", t.id as topic, c.id as channel
  from contact_point p
  join choice_now t on t.service_id = p.service_id and t.victim_id = p.victim_id and t.topic = 'decision'
  join choice_now c on c.service_id = p.service_id and c.victim_id = p.victim_id and c.channel = 'text'
  where p.service_id = ${serviceId} limit 1`;
if (!person) throw new Error('There is nobody to write to');
const keepSending = async (): Promise<never> => {
  for (;;) {
    await post.send(serviceId);
    await post.wait(serviceId, 1000);
  }
};
void keepSending();

// A connection plans a statement anew five times before it keeps the plan.
const warming = 150;
const took: number[] = [];
for (let turn = 0; turn < count; turn += 1) {
  const started = new Promise<number>((resolve) => {
    begun = () => resolve(performance.now());
  });
  await transactionAs({ role: 'sender', serviceId }, (tx) =>
    enqueue(tx, {
      ...{ victimId: person.victimId, caseId: null, updateId: null, kind: 'update', channel: 'text' },
      ...{ contactPointId: person.pointId, topicChoiceId: person.topic, channelChoiceId: person.channel },
      facts: { kind: 'update', content: 'nudge', phone: '01632 960001' },
    }),
  );
  const kept = performance.now();
  took.push((await started) - kept);
  await pause(20);
}
say({ startMs: median(took.slice(warming)) });
