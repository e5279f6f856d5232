import postgres from 'postgres';
import { connect, transactionAs } from '#db/transaction.server.ts';
import { environment } from '#environment';
import { enqueue } from '#messaging/outbox.server.ts';
import { say, setting, timed, times } from './measure.ts';

// Texts put into the queue by the verb, one in each transaction: share locks, words, sealing, audit, the ring.
const serviceId = setting('SERVICE');
const count = Number(setting('COUNT'));
const db = postgres(setting('DATABASE_URL_SUPERUSER'), { max: 1 });
const people = await db<{ victimId: string; pointId: string; topic: string; channel: string }[]>`
  select p.victim_id as "victimId", p.id as "pointId", t.id as topic, c.id as channel
  from contact_point p
  join choice_now t on t.service_id = p.service_id and t.victim_id = p.victim_id and t.topic = 'decision'
  join choice_now c on c.service_id = p.service_id and c.victim_id = p.victim_id and c.channel = 'text'
  where p.service_id = ${serviceId} limit ${count}`;
await db.end();
connect({ url: environment.DATABASE_URL_WORKER, patienceMs: 30_000, size: 8, pooled: false });

const one = (turn: number) => {
  const person = people[turn % people.length];
  if (!person) throw new Error('There is nobody to write to');
  return transactionAs({ role: 'sender', serviceId }, (tx) =>
    enqueue(tx, {
      ...{ victimId: person.victimId, caseId: null, updateId: null, kind: 'update', channel: 'text' },
      ...{ contactPointId: person.pointId, topicChoiceId: person.topic, channelChoiceId: person.channel },
      facts: { kind: 'update', content: 'nudge', phone: '01632 960001' },
    }),
  );
};
await times(100, 8, one);
const { ms, cpu } = await timed(() => times(count, 8, one));
say({ perSecond: (count / ms) * 1000, cpuEach: cpu / count });
