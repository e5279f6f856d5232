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
  const type = request.headers.get('Content-Type') ?? '';
  const words = Buffer.from(body ?? []).toString();
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/.exec(type)?.[1];
  const isForm = type.startsWith('application/x-www-form-urlencoded');
  const fields = boundary ? multipartFields(words, boundary) : isForm ? [...new URLSearchParams(words)] : [];
  return fields.filter(([name]) => !secret.includes(name));
}

// Long words come in parts, where a letter of any script weighs a third. Files are not given back.
function multipartFields(words: string, boundary: string): [string, string][] {
  const field = /^\r\ncontent-disposition: form-data; name="([^"]*)"\r\n\r\n([\s\S]*)\r\n$/i;
  return words.split(`--${boundary}`).flatMap((part): [string, string][] => {
    const [, name, value] = field.exec(part) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
}
