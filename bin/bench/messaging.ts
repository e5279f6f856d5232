import { aHouse, type House, queueTexts } from './house.ts';
import { middle, program, ratio, rounds } from './rounds.ts';
import type { Line } from './table.ts';

const round = (figure: number, digits = 0) => figure.toFixed(digits);
const words = (count: number) => count.toLocaleString('en-GB');

/** Everything about sending, against what else there is, in the same minutes; `many` texts in each round, and four times as many once. */
export async function measureMessaging(stops: (() => Promise<void>)[], many: number): Promise<Line[]> {
  const house = await aHouse(many, stops);
  return [
    ...(await bulk(house)),
    ...(await receipts(house)),
    ...(await codesBeside(house)),
    ...(await outbox(house)),
  ];
}

async function bulk(house: House): Promise<Line[]> {
  const { env, people: many } = house;
  const ours = async (count: number) => {
    await queueTexts(house, count + 2000);
    return program('send-ours.ts', { ...env, COUNT: String(count) });
  };
  const all = await rounds(5, {
    ours: () => ours(many),
    sdk: () => program('send-sdk.ts', { ...env, COUNT: String(many / 5) }),
    undici: () => program('send-undici.ts', { ...env, COUNT: String((2 * many) / 5) }),
  });
  const larger = await ours(4 * many);
  const rss = middle(all, 'ours', 'rss');
  const each = (name: 'ours' | 'sdk' | 'undici') =>
    `${round(middle(all, name, 'perSecond'))}/s, ${round(middle(all, name, 'cpuEach'), 3)} ms`;
  const line = (id: string, other: 'sdk' | 'undici', figure: string, target: string): Line => ({
    ...{ id, figure: each('ours'), against: `${other} loop ${each(other)}`, target },
    ratio: ratio(all, 'ours', other, figure),
  });
  return [
    line(`${words(many)} texts, speed`, 'sdk', 'perSecond', '>= 2.5'),
    line(`${words(many)} texts, CPU`, 'sdk', 'cpuEach', '<= 0.25'),
    line(`${words(many)} texts, speed`, 'undici', 'perSecond', '>= 0.8, hoped for'),
    {
      id: `${words(4 * many)} texts, memory`,
      figure: `${round(larger.rss ?? 0)} MB, ${round(larger.perSecond ?? 0)}/s`,
      against: `${words(many)}: ${round(rss)} MB`,
      ratio: (larger.rss ?? 0) / rss,
      target: 'within 1.10',
    },
  ];
}

async function receipts({ env }: House): Promise<Line[]> {
  const run = (server: string) => () => program('webhooks.ts', { ...env, SERVER: server, COUNT: '5000' });
  const all = await rounds(5, { ours: run('webhook-ours'), raw: run('webhook-raw') });
  const writes = middle(all, 'ours', 'repeatWrites');
  return [
    {
      id: 'A receipt verified and kept, CPU',
      figure: `${round(middle(all, 'ours', 'cpuEach'), 3)} ms`,
      against: `one statement ${round(middle(all, 'raw', 'cpuEach'), 3)} ms`,
      ratio: ratio(all, 'ours', 'raw', 'cpuEach'),
      target: '<= 1.5',
    },
    {
      id: 'A thousand receipts again',
      figure: `${round(writes)} transactions wrote`,
      against: `one statement ${round(middle(all, 'raw', 'repeatWrites'))}`,
      ratio: null,
      target: '0',
    },
  ];
}

async function codesBeside(house: House): Promise<Line[]> {
  await queueTexts(house, house.people);
  const { p50, p95, most, perSecond } = await program('codes.ts', { ...house.env, CODES: '100' });
  return [
    {
      id: `A code handed over during ${words(house.people)}`,
      figure: `p95 ${round(p95 ?? 0)} ms (p50 ${round(p50 ?? 0)}, most ${round(most ?? 0)})`,
      against: `${round(perSecond ?? 0)} texts/s beside it`,
      ratio: null,
      target: 'p95 <= 2000 ms',
    },
  ];
}

async function outbox(house: House): Promise<Line[]> {
  const { env, people } = house;
  const claimed = (2 * people) / 5;
  const queue =
    (file: string, count = '2000') =>
    () =>
      program(file, { ...env, COUNT: count });
  const all = await rounds(5, {
    ours: async () => {
      await queueTexts(house, claimed + 2000);
      const process_ = await program('send-ours.ts', { ...env, COUNT: String(claimed), TO: 'nobody' });
      const enqueue = await program('enqueue-ours.ts', { ...env, COUNT: '2000' });
      await queueTexts(house, 0);
      const start = await program('start-ours.ts', { ...env, COUNT: '300' });
      return {
        enqueue: enqueue.perSecond ?? 0,
        process: process_.perSecond ?? 0,
        startMs: start.startMs ?? 0,
      };
    },
    raw: queue('queue-raw.ts'),
    graphile: queue('queue-graphile.ts'),
    pgBoss: queue('queue-pg-boss.ts'),
  });
  const figure = (name: 'ours' | 'raw' | 'graphile' | 'pgBoss', what: string) =>
    `${round(middle(all, name, what))}/s`;
  const line = (what: 'enqueue' | 'process', other: 'raw' | 'graphile' | 'pgBoss', target: string): Line => ({
    id: `The queue, ${what}`,
    figure: figure('ours', what),
    against: `${other} ${figure(other, what)}`,
    ratio: ratio(all, 'ours', other, what),
    target,
  });
  return [
    line('enqueue', 'graphile', '>= 4'),
    line('enqueue', 'pgBoss', '>= 2'),
    line('enqueue', 'raw', '>= 0.9, hoped for'),
    line('process', 'graphile', '>= 2'),
    line('process', 'pgBoss', '>= 2'),
    line('process', 'raw', '>= 0.9, hoped for'),
    {
      id: 'The queue, kept to begun',
      figure: `p50 ${round(middle(all, 'ours', 'startMs'), 2)} ms`,
      against: `raw ${round(middle(all, 'raw', 'startMs'), 2)} ms, graphile ${round(middle(all, 'graphile', 'startMs'), 2)} ms`,
      ratio: ratio(all, 'ours', 'raw', 'startMs'),
      target: 'p50 <= 1.5 ms',
    },
  ];
}
