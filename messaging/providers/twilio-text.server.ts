import twilio from 'twilio';
import { Agent } from 'undici';
import { type SdkRequest, single, TwilioRefusal } from './twilio-http.server.ts';

type Account = { accountSid: string; authToken: string };
type Answer = { status: number; retryAfter: string | undefined; body: string };
export type Form = Readonly<Record<string, string>>;
/** Where and with which headers the SDK asks for a text. */
type Way = { origin: string; path: string; headers: string[] };

/** Asks Twilio for a text: its answer as it came, once that is a success. Rejects with TwilioRefusal or the network's error. */
export type AskForText = (form: Form) => Promise<unknown>;

/**
 * Asks for texts as Twilio's SDK does, with its address and its headers, which it is asked for once, and without it: it
 * takes four times the work for each. Nothing is asked twice; `timeoutMs` is how long one answer may take from beginning to end.
 */
export function textsBy(
  account: Account,
  apiBase: string | null,
  timeoutMs: number,
): { ask: AskForText; close(): Promise<void> } {
  const agent = new Agent({
    connect: { timeout: timeoutMs / 2 },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  let way: Promise<Way> | undefined;
  return {
    ask: async (form) => {
      way ??= wayOfSdk(account, apiBase);
      return posted(agent, await way, encoded(form), timeoutMs);
    },
    close: () => agent.close(),
  };
}

/** Hears what the SDK would ask, and asks nothing. */
class Overheard extends twilio.RequestClient {
  readonly asked: SdkRequest<unknown>[] = [];

  override async request<Data>(options: SdkRequest<Data>): Promise<never> {
    this.asked.push(options);
    throw new Error('Nothing was asked');
  }
}

async function wayOfSdk({ accountSid, authToken }: Account, apiBase: string | null): Promise<Way> {
  const httpClient = new Overheard();
  const { messages } = twilio(accountSid, authToken, { httpClient });
  const [refusal] = await Promise.allSettled([messages.create({ to: '+0', from: '+0', body: '' })]);
  const [asked] = httpClient.asked;
  if (!asked) throw new Error("Twilio's SDK asks for texts in a way nobody here knows", { cause: refusal });
  const basic = Buffer.from(`${asked.username}:${asked.password}`).toString('base64');
  const headers = { ...asked.headers, Authorization: `Basic ${basic}` };
  return {
    origin: new URL(apiBase ?? asked.uri).origin,
    path: new URL(asked.uri).pathname,
    headers: Object.entries(headers).flatMap(([name, value]) => [name, String(value)]),
  };
}

const escaped = /[!'()*]/g;
const encode = (words: string) =>
  encodeURIComponent(words).replace(escaped, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** A form as the SDK writes it. */
export const encoded = (form: Form): string =>
  Object.entries(form)
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');

// The lowest of undici's ways: no stream and no signal for each of very many small answers.
function posted(
  agent: Agent,
  { origin, path, headers }: Way,
  body: string,
  timeoutMs: number,
): Promise<unknown> {
  return new Promise<Answer>((resolve, reject) => {
    const answer: Answer = { status: 0, retryAfter: undefined, body: '' };
    let abort = (reason: Error): void => reject(reason);
    const timer = setTimeout(() => abort(new DOMException('no answer in time', 'TimeoutError')), timeoutMs);
    agent.dispatch(
      { origin, path, method: 'POST', headers, body },
      {
        onRequestStart: (controller) => {
          abort = (reason) => controller.abort(reason);
        },
        onResponseStart: (_controller, status, { 'retry-after': retryAfter }) => {
          answer.status = status;
          answer.retryAfter = single(retryAfter);
        },
        onResponseData: (_controller, chunk) => {
          answer.body += chunk.toString('latin1');
        },
        onResponseEnd: () => {
          clearTimeout(timer);
          resolve(answer);
        },
        onResponseError: (_controller, error) => {
          clearTimeout(timer);
          reject(error);
        },
      },
    );
  }).then(said);
}

function said({ status, retryAfter, body }: Answer): unknown {
  if (status < 200 || status >= 300) throw new TwilioRefusal(status, body, retryAfter);
  return JSON.parse(body);
}
