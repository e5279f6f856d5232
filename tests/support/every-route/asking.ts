import { Agent, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Site } from '../../accessibility/registry/manifest.ts';
import { patiently } from '../patiently.ts';

/**
 * Somebody before a site: under which host name, and with which cookie, if any. `staffId` is set for staff; whoever cannot sign
 * in as yet is kept out of what they send by the database alone.
 */
export type Asker = {
  name: string;
  site: Site;
  host: string;
  cookie: string | null;
  staffId: string | null;
  maySignIn?: boolean;
  /** Whose session is to a site what another asker's is: what they send would be sent twice. */
  as?: string;
};

/** Fields as a form sends them: in parts where the form says so. */
export type Sending = { path: string; fields: [name: string, value: string][]; inParts: boolean };
export type Answer = {
  status: number;
  headers: string;
  location: string | null;
  type: string;
  bytes: Buffer;
};

const agent = new Agent({ keepAlive: true, maxSockets: 6 });

type Asking = { method?: string; path: string; sent?: Sending };

async function bodyOf({ fields, inParts }: Sending) {
  const form = inParts ? new FormData() : new URLSearchParams();
  for (const [name, value] of fields) form.append(name, value);
  const whole = new Response(form);
  return {
    type: whole.headers.get('content-type') ?? '',
    bytes: Buffer.from(await whole.arrayBuffer()),
  };
}

/** What a site answers somebody, header by header and byte by byte; nothing is followed and nothing unpacked. */
export async function ask(url: string, asker: Asker, asking: Asking): Promise<Answer> {
  return patiently(() => askOnce(url, asker, asking));
}

async function askOnce(url: string, asker: Asker, { method = 'GET', path, sent }: Asking): Promise<Answer> {
  const body = sent && (await bodyOf(sent));
  const headers = {
    host: asker.host,
    'accept-language': 'en',
    ...(asker.cookie && { cookie: asker.cookie }),
    ...(body && { 'content-type': body.type, 'content-length': body.bytes.length }),
    ...(body && { 'sec-fetch-site': 'same-origin' }),
  };
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const asked = request(`${url}${path}`, { method, headers, agent }, async (response) => {
    const { headers: given, rawHeaders, statusCode = 0 } = response;
    resolve({
      status: statusCode,
      headers: rawHeaders.join('\n'),
      location: given.location ?? null,
      type: given['content-type'] ?? '',
      bytes: await buffer(response),
    });
  });
  asked.on('error', reject);
  asked.end(body?.bytes);
  return promise;
}
