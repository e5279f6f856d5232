import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import twilio from 'twilio';
import { Agent, request } from 'undici';
import { freePort } from '../../db/embedded.ts';
import { say, setting, times } from './measure.ts';

// Receipts for texts that were accepted, each signed as by Twilio, each once and then all of them again, to a server of its own.
const count = Number(setting('COUNT'));
const db = postgres(setting('DATABASE_URL_SUPERUSER'), { max: 1 });
await db`delete from receipt`;
await db`update message set state = 'accepted' where state = 'delivered'`;
await db`update attempt set callback_hash = null`;
await db`update attempt set callback_hash = sha256(convert_to(lpad(it.turn::text, 32, 't'), 'UTF8'))
  from (select service_id, message_id, number, row_number() over () as turn from attempt join message m using (service_id)
    where m.id = message_id and m.state = 'accepted' limit ${count}) as it
  where attempt.service_id = it.service_id and attempt.message_id = it.message_id and attempt.number = it.number`;
await db`vacuum analyze message`;
await db`checkpoint`;

const sid = `SM${'0'.repeat(32)}`;
const receipts = Array.from({ length: count }, (_, turn) => {
  const path = `/twilio/status/${String(turn + 1).padStart(32, 't')}`;
  const form = { AccountSid: setting('TWILIO_ACCOUNT_SID'), MessageSid: sid, MessageStatus: 'delivered' };
  const signature = twilio.getExpectedTwilioSignature(
    setting('TWILIO_AUTH_TOKEN'),
    `${setting('WORKER_URL')}${path}`,
    form,
  );
  return { path, body: new URLSearchParams(form).toString(), signature };
});

const port = await freePort();
const server = spawn(process.execPath, [`bin/bench/${setting('SERVER')}.ts`], {
  env: { ...process.env, PORT: String(port) },
  stdio: 'inherit',
});
const base = `http://127.0.0.1:${port}`;
while (
  !(await fetch(`${base}/healthz`).then(
    () => true,
    () => false,
  ))
)
  await pause(50);

// In hundredths of a second, as the kernel counts them.
function cpuOf(): number {
  const [, after = ''] = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ');
  const fields = after.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const dispatcher = new Agent();
const post = async (turn: number) => {
  const receipt = receipts[turn];
  if (!receipt) throw new Error('There are only so many');
  const { path, body, signature } = receipt;
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature };
  const answer = await request(`${base}${path}`, { dispatcher, method: 'POST', headers, body });
  await answer.body.dump();
  if (answer.statusCode !== 204) throw new Error(`It answered ${answer.statusCode}`);
};
const written = async () => {
  const [row] = await db<{ bytes: string; transactions: string }[]>`
    select pg_current_wal_insert_lsn() - '0/0' as bytes, pg_snapshot_xmax(pg_current_snapshot()) as transactions`;
  return { bytes: Number(row?.bytes), transactions: Number(row?.transactions) };
};

await times(500, 16, post);
const from = cpuOf();
await times(count - 500, 16, (turn) => post(turn + 500));
const cpu = cpuOf() - from;
const before = await written();
await times(1000, 16, post);
const after = await written();
const [kept] = await db<{ count: number }[]>`
  select count(*)::int as count from receipt join message m on m.id = message_id where m.state = 'delivered'`;
server.kill();
if (kept?.count !== count) throw new Error(`${kept?.count} of ${count} were kept`);
// Reading may leave a hint on a page, which is written down as well; a transaction that wrote has a number.
say({
  cpuEach: cpu / (count - 500),
  repeatBytes: (after.bytes - before.bytes) / 1000,
  repeatWrites: after.transactions - before.transactions,
});
