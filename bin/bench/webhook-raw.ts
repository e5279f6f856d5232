import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import postgres from 'postgres';
import twilio from 'twilio';
import { setting } from './measure.ts';

// The least that takes a receipt: its signature verified by Twilio's code, kept once and its message moved in one statement.
const sql = postgres(setting('DATABASE_URL_SUPERUSER'), { max: 12 });
const server = createServer(async (request, response) => {
  if (request.method !== 'POST') return response.end();
  const params = Object.fromEntries(new URLSearchParams(await text(request)));
  const url = `${setting('WORKER_URL')}${request.url}`;
  const signature = String(request.headers['x-twilio-signature']);
  if (!twilio.validateRequest(setting('TWILIO_AUTH_TOKEN'), signature, url, params))
    return response.writeHead(403).end();
  const hash = createHash('sha256')
    .update(String(request.url?.split('/').at(-1)))
    .digest();
  await sql`
    with kept as (
      insert into receipt (service_id, message_id, provider, provider_id, raw_state, code)
      select service_id, message_id, 'twilio', ${String(params.MessageSid)}, ${String(params.MessageStatus)}, ''
      from attempt where callback_hash = ${hash}
      on conflict do nothing returning service_id, message_id)
    update message m set state = ${String(params.MessageStatus)}, settled_at = clock_timestamp(), version = m.version + 1
    from kept where m.service_id = kept.service_id and m.id = kept.message_id and m.state in ('accepted', 'sent')`;
  response.writeHead(204).end();
});
server.listen(Number(setting('PORT')), '127.0.0.1');
