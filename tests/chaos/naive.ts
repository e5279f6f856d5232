import postgres from 'postgres';
import { request } from 'undici';
import { account } from '../support/worker-process.ts';
import { known } from './knows.ts';

// What a worker does that trusts every error to mean “not sent”, and takes what was left half done for not begun.
const db = postgres(known.databaseUrl, { max: 4 });
const address = `${known.apiBase}/2010-04-01/Accounts/${account.sid}/Messages.json`;

async function send(id: string): Promise<boolean> {
  const callback = `https://worker.example.org/twilio/status/${id}`;
  const body = new URLSearchParams({ To: '+4477009000000', From: '+447700900998', StatusCallback: callback });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return request(address, { method: 'POST', headers, body: body.toString() }).then(
    async (answer) => {
      await answer.body.dump();
      return answer.statusCode === 201;
    },
    () => false,
  );
}

async function keepSending(): Promise<void> {
  for (;;) {
    const [next] = await db<{ id: string }[]>`
      update naive set state = 'sending', begun = now() where id = (
        select id from naive where state = 'created' or (state = 'sending' and begun < now() - interval '1 second')
        limit 1 for update skip locked) returning id`;
    if (!next) process.exit(0);
    await db`update naive set state = ${(await send(next.id)) ? 'sent' : 'created'} where id = ${next.id}`;
  }
}
await Promise.all(Array.from({ length: 8 }, keepSending));
