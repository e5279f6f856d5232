import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { withdrawChoice } from '../../casework/choice/store.server.ts';
import { connect, surviveLostConnections, transactionAs } from '../../db/transaction.server.ts';
import { enqueue } from '../../messaging/outbox.server.ts';
import { known } from './knows.ts';
import { progress } from './progress.ts';

// What the sites do, by the verbs they do it with: messages are written, and people take their yes back. Killed and begun
// again it goes on where PostgreSQL says it was.
const { staff, people, each } = known;
if (!staff) throw new Error('Somebody must be at the desk');
surviveLostConnections(() => undefined);
connect({ url: known.databaseUrl, patienceMs: 5000, pooled: false, size: 6 });
const outside = postgres(known.superuserUrl, { max: 2, onnotice: () => undefined });

type Task = (typeof people)[number];
const asked = {
  how: 'phone',
  askedBy: staff.staffId,
  answeredAs: 'self',
  language: 'en',
  format: 'standard',
  words: { key: 'choice.updates.decision', text: 'May we tell you what is decided?', reviewState: 'source' },
} as const;

// Several at a time, as when there is news in more than one case of a person.
const write = ({ person }: Task, count: number) =>
  transactionAs(staff, async (tx) => {
    const { victimId, caseId } = person;
    const ids: string[] = [];
    for (let left = count; left > 0; left -= 1)
      ids.push(
        await enqueue(tx, {
          ...{ victimId, caseId, updateId: null, kind: 'update', channel: 'text' },
          facts: { kind: 'update', content: 'nudge', phone: '01632 960001' },
          contactPointId: person.mobile.id,
          topicChoiceId: String(person.choices.decision),
          channelChoiceId: String(person.choices.text),
        }),
      );
    return ids;
  });
const withdraw = ({ person }: Task) =>
  transactionAs(staff, (tx) => withdrawChoice(tx, person.victimId, String(person.choices.decision), asked));

type Standing = { written: number; withdrawn: boolean };
const standings = new Map<string, Standing>();
const standingOf = ({ person }: Task) => standings.get(person.victimId) ?? { written: 0, withdrawn: false };

async function lookWhere(tasks: readonly Task[]): Promise<void> {
  const rows = await outside<(Standing & { victimId: string })[]>`
    select c.victim_id as "victimId", c.state = 'withdrawn' as withdrawn,
      (select count(*)::int from message m where m.service_id = c.service_id and m.victim_id = c.victim_id) as written
    from choice_now c where c.purpose = 'updates' and c.topic = 'decision'
      and c.victim_id in ${outside(tasks.map(({ person }) => person.victimId))}`;
  for (const { victimId, ...standing } of rows) standings.set(victimId, standing);
}

// PostgreSQL may go away in the middle, and then nobody knows whether it was kept: whoever tries again looks first.
async function untilSo(task: Task, isSo: () => boolean, work: () => Promise<unknown>): Promise<void> {
  while (!isSo()) {
    const done = await work().then(
      () => true,
      () => false,
    );
    if (!done)
      await pause(200)
        .then(() => lookWhere([task]))
        .then(undefined, () => undefined);
  }
}

await lookWhere(people);
const toWrite = [2, each].flatMap((upTo) => people.map((one) => ({ one, upTo })));
async function writeOnes(): Promise<void> {
  for (let task = toWrite.shift(); task; task = toWrite.shift()) {
    const { one, upTo } = task;
    const missing = () => upTo - standingOf(one).written;
    const writeMissing = async () => {
      const ids = await write(one, missing());
      standings.set(one.person.victimId, { ...standingOf(one), written: upTo });
      process.stdout.write(ids.map((id) => `${id}\n`).join(''));
    };
    await untilSo(one, () => missing() <= 0, writeMissing);
  }
}

const toWithdraw = people
  .flatMap((one) => (one.withdrawsAt === null ? [] : [{ one, at: one.withdrawsAt }]))
  .sort((a, b) => a.at - b.at);
let far = 0;
async function withdrawOnes(): Promise<void> {
  for (let task = toWithdraw.shift(); task; task = toWithdraw.shift()) {
    const { one, at } = task;
    while (far < at) await pause(20);
    const withdrawOne = async () => {
      await withdraw(one);
      standings.set(one.person.victimId, { ...standingOf(one), withdrawn: true });
    };
    await untilSo(one, () => standingOf(one).withdrawn, withdrawOne);
  }
}

let over = false;
async function lookHowFar(): Promise<void> {
  for (; !over; await pause(100)) far = (await progress(outside, people.length * each)) ?? far;
}
const looking = lookHowFar();
await Promise.all([...Array.from({ length: 4 }, writeOnes), ...Array.from({ length: 2 }, withdrawOnes)]);
over = true;
await looking;
process.exit(0);
