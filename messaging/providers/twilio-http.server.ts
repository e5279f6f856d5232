import twilio from 'twilio';
import { Agent, request } from 'undici';

type SdkRequest<Data> = Parameters<typeof twilio.RequestClient.prototype.request<Data>>[0];
type SdkResponse<Data> = Awaited<ReturnType<typeof twilio.RequestClient.prototype.request<Data>>>;

/** An answer that is not a success, kept as numbers: Twilio's own sentence may repeat the person's number. */
export class TwilioRefusal extends Error {
  status: number;
  twilioCode: string;
  retryAfterSeconds: number | null;

  constructor(status: number, body: string, retryAfter: string | undefined) {
    super(`Twilio answered ${status}`);
    this.status = status;
    this.twilioCode = /"code"\s*:\s*(\d+)/.exec(body)?.[1] ?? `HTTP_${status}`;
    this.retryAfterSeconds = retryAfter !== undefined && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null;
  }
}

/**
 * What the Twilio SDK sends its requests through: one pool of connections with a limit on each wait, and the
 * host replaced where a base is given, for the SDK has no setting for that. Never tries again by itself.
 */
export class TwilioHttp extends twilio.RequestClient {
  readonly #agent: Agent;
  readonly #apiBase: URL | null;
  readonly #timeoutMs: number;

  constructor(apiBase: string | null, timeoutMs: number) {
    super({ timeout: timeoutMs });
    this.#apiBase = apiBase === null ? null : new URL(apiBase);
    this.#timeoutMs = timeoutMs;
    this.#agent = new Agent({
      connect: { timeout: timeoutMs / 2 },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
  }

  override async request<Data>(options: SdkRequest<Data>): Promise<SdkResponse<Data>> {
    const response = await request(this.#addressOf(options), {
      dispatcher: this.#agent,
      ...(options.method === 'get' ? { method: 'GET' } : posted(options)),
      headers: { ...options.headers, authorization: basic(options) },
      signal: AbortSignal.timeout(this.#timeoutMs),
    });
    const body = await response.body.text();
    if (response.statusCode >= 200 && response.statusCode < 300)
      return { statusCode: response.statusCode, body: JSON.parse(body), headers: response.headers };
    throw new TwilioRefusal(response.statusCode, body, single(response.headers['retry-after']));
  }

  close(): Promise<void> {
    return this.#agent.close();
  }

  #addressOf({ uri, params }: { uri: string; params?: object }): URL {
    const url = new URL(uri);
    for (const [name, value] of Object.entries(params ?? {})) url.searchParams.set(name, String(value));
    return this.#apiBase === null ? url : new URL(`${url.pathname}${url.search}`, this.#apiBase);
  }
}

const posted = ({ data }: { data?: unknown }) => ({
  method: 'POST' as const,
  body: new URLSearchParams(Object.entries(data ?? {})).toString(),
});

function basic({ username, password }: SdkRequest<unknown>): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
