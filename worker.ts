import { type SQL, sql } from 'drizzle-orm';
import { answerVerifyRequests } from '#casework/contact-point/verify-requests.server.ts';
import { answerCardCodeRequests } from '#casework/invitation/card-code-answer.server.ts';
import { endProxiesInTime, warnOfEndingProxies } from '#casework/proxy/timetable.server.ts';
import { answerCodeRequests } from '#casework/sign-in-code/store.server.ts';
import {
  connect,
  disconnect,
  type ProcessActor,
  refuseMightyLogin,
  surviveLostConnections,
  type Tx,
  transactionAs,
} from '#db/transaction.server.ts';
import { environment } from '#environment';
import { log } from '#log';
import { bellOn } from '#messaging/bell.server.ts';
import { answerCallback } from '#messaging/callbacks.server.ts';
import { sendDue } from '#messaging/deliver.server.ts';
import { everyService } from '#messaging/inbound.server.ts';
import { closeProviders } from '#messaging/providers/provider-for.server.ts';
import { lookForTexts } from '#messaging/reconcile.server.ts';
import { expireMessages, holdWaiting, reapLeases } from '#messaging/waiting.server.ts';
import { listenForForms } from '#web/webhook.server.ts';

const second = 1000;
const minute = 60 * second;
const longestStop = 25 * second;
const signatureHeader = 'X-Twilio-Signature';

/** What happens by itself, in each service in a transaction of its own. Any number of workers may do it at once. */
type Task = { name: string; every: number } & (
  | { run: (tx: Tx<ProcessActor>) => Promise<number> }
  /** For what asks others in between, outside any transaction. */
  | { runIn: (serviceId: string) => Promise<number> }
);

const timetable: readonly Task[] = [
  { name: 'hold what may not leave', every: 5 * second, run: (tx) => holdWaiting(tx) },
  { name: 'end what outlived its time', every: 30 * second, run: (tx) => expireMessages(tx) },
  { name: 'give up on lost attempts', every: 30 * second, run: (tx) => reapLeases(tx) },
  { name: 'ask what became of texts', every: 30 * second, runIn: (serviceId) => lookForTexts(serviceId) },
  {
    name: 'forget sessions that ended',
    every: 5 * minute,
    // Ninety minutes after it ended a session still says whose answers in hand to keep; it opens nothing.
    run: sweep(sql`delete from session where service_id = app_service() and seen_at < clock_timestamp() - interval '90 minutes'
      and (ends_at < clock_timestamp() or seen_at < clock_timestamp() - interval '1 minute' * idle_minutes)`),
  },
  {
    name: 'forget kept answers',
    every: minute,
    run: sweep(sql`delete from kept_answer
      where service_id = app_service() and kept_at < clock_timestamp() - interval '20 minutes'`),
  },
  {
    // They are counted by the hour and by the day, and used for ten minutes.
    name: 'forget old codes',
    every: 5 * minute,
    run: sweep(sql`delete from sign_in_code
      where service_id = app_service() and created_at < clock_timestamp() - interval '26 hours'`),
  },
  {
    // Those turned down stay for a day, in which nobody is told of them again.
    name: 'forget requests for codes',
    every: 5 * minute,
    run: sweep(sql`delete from code_request
      where service_id = app_service() and asked_at < clock_timestamp() - (case when turned_down then 26 else 2 end) * interval '1 hour'`),
  },
  {
    name: 'forget browsers nobody came back with',
    every: 60 * minute,
    run: sweep(sql`delete from known_browser
      where service_id = app_service() and seen_at < clock_timestamp() - interval '180 days'`),
  },
  {
    name: 'forget requests for codes to open a card',
    every: 5 * minute,
    run: sweep(sql`delete from card_code_request
      where service_id = app_service() and asked_at < clock_timestamp() - interval '2 hours'`),
  },
  {
    name: 'forget requests to check a number',
    every: 5 * minute,
    run: sweep(sql`delete from verify_request
      where service_id = app_service() and asked_at < clock_timestamp() - interval '2 hours'`),
  },
  {
    name: 'end cards that ran out',
    every: 30 * minute,
    run: sweep(sql`update invitation set state = 'expired', version = version + 1
      where service_id = app_service() and state = 'issued' and expires_at < clock_timestamp()`),
  },
  { name: 'warn that a proxy ends', every: 30 * minute, run: (tx) => warnOfEndingProxies(tx) },
  { name: 'end proxies whose time is up', every: 5 * minute, run: (tx) => endProxiesInTime(tx) },
  { name: 'show the head of the audit', every: 60 * minute, run: showAuditHead },
];

function sweep(statement: SQL): (tx: Tx<ProcessActor>) => Promise<number> {
  return async (tx) => (await tx.execute(statement)).count;
}

// Kept outside the database, so that a chain cut short shows.
async function showAuditHead(tx: Tx<ProcessActor>): Promise<number> {
  const [head] = await tx.execute<{ sequence: string; hash: Buffer }>(
    sql`select sequence, hash from audit_head where service_id = app_service()`,
  );
  const service = tx.actor.serviceId;
  if (head)
    log.info({ service, sequence: head.sequence, head: head.hash.toString('hex') }, 'the head of the audit');
  return 0;
}

const stopping = new AbortController();
const underWay = new Set<Promise<void>>();

function track(work: Promise<void>): void {
  underWay.add(work);
  void work.finally(() => underWay.delete(work));
}

function laterInstead(run: string) {
  return (error: unknown) => log.error({ error, run }, 'this did not get done and will be tried again');
}

async function inEveryService(task: Task): Promise<void> {
  for (const service of await everyService()) {
    if (stopping.signal.aborted) return;
    const count =
      'run' in task
        ? await transactionAs({ role: 'sender', serviceId: service }, task.run)
        : await task.runIn(service);
    if (count > 0) log.info({ run: task.name, service, count }, 'done');
  }
}

function keepTimetable(): NodeJS.Timeout[] {
  return timetable.map((task) => {
    let busy = false;
    const turn = async () => {
      if (busy || stopping.signal.aborted) return;
      busy = true;
      await inEveryService(task).then(undefined, laterInstead(task.name));
      busy = false;
    };
    track(turn());
    return setInterval(() => track(turn()), task.every);
  });
}

const answerWhoAsked = async (tx: Tx<ProcessActor>) =>
  (await answerCodeRequests(tx)) + (await answerCardCodeRequests(tx)) + (await answerVerifyRequests(tx));

// Who asked for a code waits for it, so that comes first; then a batch of each service in turn, so that one that sends much does not keep the others waiting.
async function sendRound(): Promise<number> {
  let sent = 0;
  for (const serviceId of await everyService()) {
    if (stopping.signal.aborted) return sent;
    sent += await transactionAs({ role: 'sender', serviceId }, answerWhoAsked);
    sent += await sendDue(serviceId);
  }
  return sent;
}

async function keepSending(rung: (withinMs: number) => Promise<void>): Promise<void> {
  while (!stopping.signal.aborted) {
    const sent = await sendRound().then(undefined, laterInstead('send'));
    if (!sent && !stopping.signal.aborted) await rung(second);
  }
}

async function start(): Promise<void> {
  surviveLostConnections((error) => log.error({ error }, 'a connection to PostgreSQL was lost'));
  const database = { url: environment.DATABASE_URL_WORKER, pooled: environment.DATABASE_POOLED };
  connect({ ...database, patienceMs: 5 * second, size: 12 });
  await refuseMightyLogin();
  const bell = await bellOn(database);
  const where = { port: environment.WORKER_PORT, host: environment.LISTEN_ON };
  const server = listenForForms(where, ({ path, params, headers }) =>
    answerCallback({ path, params, signature: headers.get(signatureHeader) }),
  );
  server.on('listening', () => log.info({ port: where.port }, 'the worker listens'));
  const timers = keepTimetable();
  track(keepSending(bell.rung));
  process.once('SIGTERM', () => {
    stopping.abort();
    for (const timer of timers) clearInterval(timer);
    server.close();
    setTimeout(() => process.exit(1), longestStop).unref();
    void stop(bell.close);
  });
}

// Nothing more is claimed; what was claimed is handed over and settled first.
async function stop(closeBell: () => Promise<void>): Promise<void> {
  await closeBell();
  await Promise.all(underWay);
  await closeProviders();
  await disconnect();
  process.exit(0);
}

await start();
