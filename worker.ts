import { setTimeout as pause } from 'node:timers/promises';
import { type SQL, sql } from 'drizzle-orm';
import { tellSeveral } from '#casework/batch/tell.server.ts';
import { answerVerifyRequests } from '#casework/contact-point/verify-requests.server.ts';
import { answerCardCodeRequests } from '#casework/invitation/card-code-answer.server.ts';
import { endProxiesInTime, warnOfEndingProxies } from '#casework/proxy/timetable.server.ts';
import { answerCodeRequests } from '#casework/sign-in-code/store.server.ts';
import { sendExamples } from '#casework/template/examples.server.ts';
import {
  askAgainInTime,
  askToCheckNumbers,
  warnOfEndingCards,
} from '#casework/timetable/reminders.server.ts';
import { type ClaimedRun, mayBeSilentSeconds, sending } from '#casework/timetable/rules.ts';
import { dueRuns, keepsGoing, noteSending, runWhenDue, type Task } from '#casework/timetable/run.server.ts';
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
import { everyService } from '#messaging/inbound.server.ts';
import { listenForMail } from '#messaging/mail-in/listen.server.ts';
import { stirring } from '#messaging/places/stirring.ts';
import { closeProviders } from '#messaging/providers/provider-for.server.ts';
import { lookForTexts } from '#messaging/reconcile.server.ts';
import { sender } from '#messaging/sender.server.ts';
import { expireMessages, holdWaiting, lookAtHeld, reapLeases } from '#messaging/waiting.server.ts';
import { lookAtWordsAgain } from '#messaging/words-held.server.ts';
import { listenForForms } from '#web/webhook.server.ts';

const second = 1000;
const longestStop = 25 * second;

const minute = 60;
const hour = 60 * minute;

/** Everything that happens by itself. Any number of workers keep it: each run is claimed in the database, once. */
const timetable = {
  hold_waiting: { everySeconds: 5, run: (tx) => holdWaiting(tx) },
  look_at_held: { everySeconds: minute, runIn: (serviceId) => lookAtHeld(serviceId) },
  expire_messages: { everySeconds: 30, run: (tx) => expireMessages(tx) },
  tell_several: { everySeconds: 5, runIn: tellSeveral },
  reap_leases: { everySeconds: 30, run: (tx) => reapLeases(tx) },
  look_for_texts: { everySeconds: 30, runIn: (serviceId) => lookForTexts(serviceId) },
  look_at_words: { everySeconds: 30, runIn: lookAtWordsAgain },
  send_examples: { everySeconds: 5, runIn: (serviceId) => sendExamples(serviceId) },
  forget_sessions: {
    everySeconds: 5 * minute,
    // Ninety minutes after it ended a session still says whose answers in hand to keep; it opens nothing.
    run: sweep(sql`delete from session where service_id = app_service() and seen_at < clock_timestamp() - interval '90 minutes'
      and (ends_at < clock_timestamp() or seen_at < clock_timestamp() - interval '1 minute' * idle_minutes)`),
  },
  forget_kept_answers: {
    everySeconds: minute,
    run: sweep(sql`delete from kept_answer
      where service_id = app_service() and kept_at < clock_timestamp() - interval '20 minutes'`),
  },
  forget_codes: {
    // They are counted by the hour and by the day, and used for ten minutes.
    everySeconds: 5 * minute,
    run: sweep(sql`delete from sign_in_code
      where service_id = app_service() and created_at < clock_timestamp() - interval '26 hours'`),
  },
  forget_code_requests: {
    // Those turned down stay for a day, in which nobody is told of them again.
    everySeconds: 5 * minute,
    run: sweep(sql`delete from code_request
      where service_id = app_service() and asked_at < clock_timestamp() - (case when turned_down then 26 else 2 end) * interval '1 hour'`),
  },
  forget_browsers: {
    everySeconds: hour,
    run: sweep(sql`delete from known_browser
      where service_id = app_service() and seen_at < clock_timestamp() - interval '180 days'`),
  },
  forget_card_requests: {
    everySeconds: 5 * minute,
    run: sweep(sql`delete from card_code_request
      where service_id = app_service() and asked_at < clock_timestamp() - interval '2 hours'`),
  },
  forget_verify_requests: {
    everySeconds: 5 * minute,
    run: sweep(sql`delete from verify_request
      where service_id = app_service() and asked_at < clock_timestamp() - interval '2 hours'`),
  },
  end_cards: {
    everySeconds: 30 * minute,
    run: sweep(sql`update invitation set state = 'expired', version = version + 1
      where service_id = app_service() and state = 'issued' and expires_at < clock_timestamp()`),
  },
  warn_cards: { everySeconds: 30 * minute, run: warnOfEndingCards },
  check_numbers: { everySeconds: hour, run: askToCheckNumbers },
  ask_again: { everySeconds: hour, run: askAgainInTime },
  warn_proxies: { everySeconds: 30 * minute, run: warnOfEndingProxies },
  end_proxies: { everySeconds: 5 * minute, run: endProxiesInTime },
  show_audit_head: { everySeconds: hour, run: showAuditHead },
} satisfies Record<ClaimedRun, Task>;

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

// Of this process alone, by a clock nobody sets: when it last looked what is due, and last went round sending.
const last = { looked: performance.now(), sent: performance.now() };
const busy = new Set<ClaimedRun>();
const runNames = Object.keys(timetable).filter((name): name is ClaimedRun => name in timetable);

async function inTurn(name: ClaimedRun, services: readonly string[]): Promise<void> {
  for (const service of services) {
    if (stopping.signal.aborted) return;
    const count = await runWhenDue(service, { name, ...timetable[name] });
    if (count) log.info({ run: name, service, count }, 'done');
  }
}

// One look a second whatever the number of services; a run that takes long keeps no other waiting.
async function doWhatIsDue(): Promise<void> {
  const due = Object.groupBy(await dueRuns(runNames.filter((name) => !busy.has(name))), ({ name }) => name);
  last.looked = performance.now();
  for (const name of runNames) {
    const services = due[name]?.map(({ serviceId }) => serviceId);
    if (!services) continue;
    busy.add(name);
    track(
      inTurn(name, services)
        .then(undefined, laterInstead(name))
        .finally(() => void busy.delete(name)),
    );
  }
}

async function keepTimetable(): Promise<void> {
  while (!stopping.signal.aborted) {
    await doWhatIsDue().then(undefined, laterInstead('look what is due'));
    await pause(second, undefined, { signal: stopping.signal }).then(undefined, () => undefined);
  }
}

const isFresh = (at: number) => performance.now() - at < mayBeSilentSeconds * second;
const isReady = async () => isFresh(last.looked) && isFresh(last.sent) && (await keepsGoing());

const answerWhoAsked = async (tx: Tx<ProcessActor>) =>
  (await answerCodeRequests(tx)) + (await answerCardCodeRequests(tx)) + (await answerVerifyRequests(tx));

const noted = new Map<string, number>();

async function noteNowAndThen(serviceId: string): Promise<void> {
  const before = noted.get(serviceId);
  if (before !== undefined && performance.now() - before < sending.everySeconds * second) return;
  await transactionAs({ role: 'sender', serviceId }, noteSending);
  noted.set(serviceId, performance.now());
}

const asked = stirring();
const post = sender(laterInstead('hand over'));

// Who asked for a code waits for it, so they are answered beside everything that is being sent.
async function keepAnswering(serviceId: string): Promise<void> {
  while (!stopping.signal.aborted) {
    const answered = await transactionAs({ role: 'sender', serviceId }, answerWhoAsked).then(
      undefined,
      laterInstead('answer who asked'),
    );
    if (answered) post.stir(serviceId);
    await asked.wait(serviceId, second);
  }
}

async function sendFor(serviceId: string): Promise<void> {
  await post.send(serviceId);
  await noteNowAndThen(serviceId);
  last.sent = performance.now();
}

// Each service goes at its own pace: none waits until another has been sent for.
async function keepSending(serviceId: string): Promise<void> {
  while (!stopping.signal.aborted) {
    await sendFor(serviceId).then(undefined, laterInstead('send'));
    await post.wait(serviceId, second);
  }
}

async function keepServing(): Promise<void> {
  const served = new Set<string>();
  while (!stopping.signal.aborted) {
    const services = await everyService().then(undefined, laterInstead('look for services'));
    for (const serviceId of services ?? []) {
      if (served.has(serviceId)) continue;
      served.add(serviceId);
      track(keepAnswering(serviceId));
      track(keepSending(serviceId));
    }
    await pause(second, undefined, { signal: stopping.signal }).then(undefined, () => undefined);
  }
}

function stir(serviceId: string | null): void {
  asked.stir(serviceId);
  post.stir(serviceId);
}

async function start(): Promise<void> {
  surviveLostConnections((error) => log.error({ error }, 'a connection to PostgreSQL was lost'));
  const database = { url: environment.DATABASE_URL_WORKER, pooled: environment.DATABASE_POOLED };
  connect({ ...database, patienceMs: 5 * second, size: 12 });
  await refuseMightyLogin();
  const bell = await bellOn(database, stir);
  const where = { port: environment.WORKER_PORT, host: environment.LISTEN_ON };
  const server = listenForForms(where, isReady, answerCallback);
  server.on('listening', () => log.info({ port: where.port }, 'the worker listens'));
  const mail = listenForReturns();
  track(keepTimetable());
  track(keepServing());
  process.once('SIGTERM', () => {
    stopping.abort();
    stir(null);
    server.close();
    if (mail) track(new Promise((closed) => mail.close(closed)));
    setTimeout(() => process.exit(1), longestStop).unref();
    void stop(bell.close);
  });
}

// Off unless it is set up: who runs it decides whether e-mails come back to this process at all.
function listenForReturns() {
  const { SMTP_RETURN_DOMAIN: domain, SMTP_RETURN_PORT: port, LISTEN_ON: host } = environment;
  if (!domain || !port) return null;
  log.info({ port }, 'the worker takes in what comes back of e-mails');
  return listenForMail({ port, host, domain });
}

// Nothing more is claimed; what was claimed is handed over and settled first.
async function stop(closeBell: () => Promise<void>): Promise<void> {
  await closeBell();
  await Promise.all(underWay);
  await post.rest();
  await closeProviders();
  await disconnect();
  process.exit(0);
}

await start();
