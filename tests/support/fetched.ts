import { get } from 'node:http';
import { buffer } from 'node:stream/consumers';

export type Fetched = { status: number; type: string; bytes: Buffer };

/** What a site answers under the host name of a service, which Node itself may not resolve, as bytes. */
export function fetched(url: string, host: string, cookie: string | null): Promise<Fetched> {
  const { promise, resolve, reject } = Promise.withResolvers<Fetched>();
  get(url, { headers: { host, ...(cookie && { cookie }) } }, async (response) => {
    const type = String(response.headers['content-type']);
    resolve({ status: response.statusCode ?? 0, type, bytes: await buffer(response) });
  }).on('error', reject);
  return promise;
}
