import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { requestCode } from '#casework/sign-in-code/store.server.ts';
import { connect } from '#db/transaction.server.ts';
import { environment } from '#environment';
import { say, setting } from './measure.ts';

// The worker itself sends a run of texts, each answered after a while as by Twilio, while people ask for codes at the portal.
const codes = Number(setting('CODES'));
const takes = 20;
const arrived = new Map<string, number>();
let taken = 0;
const twilio = createServer(async (request, response) => {
  const form = new URLSearchParams(await text(request));
  taken += 1;
  if (/\b\d{6}\b/.test(String(form.get('Body')).replace(/01632 960001/g, '')))
    arrived.set(String(form.get('To')), performance.now());
  await pause(takes);
  response.writeHead(201, { 'content-type': 'application/json' }).end(`{"sid":"SM${taken}"}`);
});
await new Promise<void>((resolve) => void twilio.listen(0, '127.0.0.1', resolve));
const address = twilio.address();
if (!address || typeof address === 'string') throw new Error('No port was given');
connect({ url: environment.DATABASE_URL_PORTAL, patienceMs: 5000, size: 4, pooled: false });
const worker = spawn(process.execPath, ['worker.ts'], {
  env: { ...process.env, TWILIO_API_BASE: `http://127.0.0.1:${address.port}`, WORKER_PORT: '0' },
  stdio: 'inherit',
});
while (taken < 500) await pause(20);

const begun = { at: performance.now(), taken };
const waits: number[] = [];
for (let turn = 0; turn < codes; turn += 1) {
  const value = `+44770090${10_000 + turn * 7}`;
  const asked = performance.now();
  await requestCode({
    ...{ kind: 'mobile', value, serviceIds: [setting('SERVICE')], knownToken: null },
    browserToken: `browser ${turn}`,
  });
  while (!arrived.has(value) && performance.now() - asked < 30_000) await pause(2);
  waits.push((arrived.get(value) ?? Number.POSITIVE_INFINITY) - asked);
}
const perSecond = ((taken - begun.taken) / (performance.now() - begun.at)) * 1000;
const db = postgres(setting('DATABASE_URL_SUPERUSER'), { max: 1 });
const [left] = await db<
  { count: number }[]
>`select count(*)::int as count from message where state = 'queued'`;
worker.kill('SIGKILL');
const sorted = waits.toSorted((a, b) => a - b);
const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
say({ p50: at(0.5), p95: at(0.95), most: at(1), perSecond, left: left?.count ?? 0 });
