/** What a form may weigh unless its page says otherwise. */
export const usualBodyLimit = 64 * 1024;

/** The body is larger than the page takes. */
export class TooLargeError extends Error {
  override name = 'TooLargeError';
}

/**
 * Reads a request's body once, counting while it streams, and gives back a request that may be read again.
 * Throws TooLargeError as soon as the limit is passed.
 */
export async function withBody(
  request: Request,
  limit: number,
): Promise<{ request: Request; body: Uint8Array | null }> {
  if (!request.body) return { request, body: null };
  if (Number(request.headers.get('Content-Length') ?? 0) > limit) throw new TooLargeError();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body) {
    size += piece.byteLength;
    if (size > limit) throw new TooLargeError();
    pieces.push(piece);
  }
  const body = Buffer.concat(pieces);
  return {
    request: new Request(request.url, { method: request.method, headers: request.headers, body }),
    body,
  };
}

/** The typed fields of a posted form, to be given back when something goes wrong. Never those named as secret. */
export function postedFields(
  request: Request,
  body: Uint8Array | null,
  secret: readonly string[],
): [string, string][] {
  const form = request.headers.get('Content-Type')?.startsWith('application/x-www-form-urlencoded');
  if (!form || !body) return [];
  return [...new URLSearchParams(Buffer.from(body).toString())].filter(([name]) => !secret.includes(name));
}
