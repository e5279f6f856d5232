import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import twilio from 'twilio';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const database = 'postgres://heard:password@127.0.0.1:5432/heard';
const needed = {
  DATABASE_URL_PORTAL: database,
  DATABASE_URL_BACKOFFICE: database,
  DATABASE_URL_WORKER: database,
  KEY_FILE: '.data/keys',
};
const twilioAccount = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'a'.repeat(32),
  TWILIO_FROM: '+447700900001',
};
const mailServer = { SMTP_URL: 'smtp://127.0.0.1:25', SMTP_FROM: 'post@harbour.example.org' };
const callback = {
  url: 'https://worker.example.org/status',
  params: { AccountSid: twilioAccount.TWILIO_ACCOUNT_SID },
};
const signature = twilio.getExpectedTwilioSignature(
  twilioAccount.TWILIO_AUTH_TOKEN,
  callback.url,
  callback.params,
);

/** What a process set up like this would send through, and whether it believes a callback that is genuine. */
async function setUpWith(settings: Record<string, string>): Promise<unknown> {
  const script = `
    const { closeProviders, providerFor, verifyTwilioSignature } = await import('#messaging/providers/provider-for.server.ts');
    const names = ['text', 'email', 'letter'].map((channel) => providerFor(channel).name);
    const believed = verifyTwilioSignature(${JSON.stringify(callback.url)}, ${JSON.stringify(callback.params)}, '${signature}');
    await closeProviders();
    console.log(JSON.stringify({ names, believed }));`;
  const env = { PATH: String(process.env.PATH), ...needed, ...settings };
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env });
  return JSON.parse(stdout);
}

test('without settings everything goes to paper, and no callback is believed', async () => {
  expect(await setUpWith({})).toEqual({ names: ['paper', 'paper', 'paper'], believed: false });
});

test('texts leave by Twilio and e-mails by the mail server once each is set, letters never do', async () => {
  expect(await setUpWith(twilioAccount)).toEqual({ names: ['twilio', 'paper', 'paper'], believed: true });
  expect(await setUpWith({ ...twilioAccount, ...mailServer })).toMatchObject({
    names: ['twilio', 'smtp', 'paper'],
  });
});
