import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import twilio from 'twilio';
import { freePort } from '../../db/embedded.ts';
import type { FreshDatabase } from './fresh-database.ts';
import { listening } from './prism.ts';

export const account = { sid: `AC${'1'.repeat(32)}`, token: 'a token that only Twilio and we know' };
export const publicUrl = 'https://worker.example.org';

export type WorkerProcess = {
  url: string;
  /** The texts Twilio was asked to send, as it was asked. */
  asked: Record<string, string>[];
  stop(): Promise<number | null>;
};

/** The worker itself, as a process, with a stand-in for Twilio that takes every text, or the one at `standsIn`. */
export async function startWorker(database: FreshDatabase, standsIn?: string): Promise<WorkerProcess> {
  const asked: Record<string, string>[] = [];
  const standIn = createServer(async (request, response) => {
    asked.push(Object.fromEntries(new URLSearchParams(await text(request))));
    const sid = `SM${String(asked.length).padStart(32, '0')}`;
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ sid }));
  });
  const apiBase = standsIn ?? (await listening(standIn));
  const port = await freePort();
  const child = spawn(process.execPath, ['worker.ts'], {
    env: {
      ...process.env,
      DATABASE_URL_WORKER: database.workerUrl,
      ...{ WORKER_PORT: String(port), WORKER_URL: publicUrl, TWILIO_API_BASE: apiBase },
      ...{ TWILIO_ACCOUNT_SID: account.sid, TWILIO_AUTH_TOKEN: account.token, TWILIO_FROM: '+447700900998' },
    },
    stdio: 'inherit',
  });
  // One that was not stopped, because its test failed, would keep the run from ending.
  process.once('exit', () => child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  for (let ready = false; !ready && child.exitCode === null; await pause(25))
    ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  return {
    url,
    asked,
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await ended;
      standIn.closeAllConnections();
      standIn.close();
      return code;
    },
  };
}

export type Posted = { path: string; form: Record<string, string>; signature: string | null };

/** A callback as Twilio makes it, signed by Twilio's own code. */
export function signed(path: string, fields: Record<string, string>): Posted {
  const form = { AccountSid: account.sid, ...fields };
  return {
    path,
    form,
    signature: twilio.getExpectedTwilioSignature(account.token, `${publicUrl}${path}`, form),
  };
}

/** Posts a callback and gives back the status it was answered with. */
export async function post(worker: WorkerProcess, { path, form, signature }: Posted): Promise<number> {
  const answer = await fetch(`${worker.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(signature === null ? {} : { 'x-twilio-signature': signature }),
    },
    body: new URLSearchParams(form),
  });
  return answer.status;
}
