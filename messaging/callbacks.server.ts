import { z } from 'zod';
import { workerUrl } from './deliver.server.ts';
import { takeInbound } from './inbound.server.ts';
import { verifyTwilioSignature } from './providers/provider-for.server.ts';
import { receiptOf } from './providers/twilio-callback.server.ts';
import { takeReceipt } from './receipts.server.ts';

/** A form somebody posted to the worker, believed by nobody yet. `path` is as asked for, its query included. */
export type Callback = {
  path: string;
  params: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string | string[] | undefined>>;
};

const text = z.object({
  From: z.string().regex(/^\+\d{6,15}$/),
  To: z.string().max(64).nullable().default(null),
  Body: z.string().max(4000),
  MessageSid: z.string().min(1).max(64),
});
const statusPath = /^\/twilio\/status\/([\w-]{32})$/;

/**
 * Takes a provider's callback and gives back the HTTP status to answer with: 204 taken (or taken before), 403 not from
 * Twilio, 404 about nothing we know. Throws DatabaseUnavailableError; what comes again after that is taken as if once.
 */
export async function answerCallback({ path, params, headers }: Callback): Promise<204 | 400 | 403 | 404> {
  const token = statusPath.exec(path)?.[1];
  if (!token && path !== '/twilio/inbound') return 404;
  const signature = headers['x-twilio-signature'];
  if (typeof signature !== 'string' || !verifyTwilioSignature(`${workerUrl}${path}`, params, signature))
    return 403;
  if (token) {
    const receipt = receiptOf(params);
    if (!receipt) return 400;
    return (await takeReceipt(token, receipt)) ? 204 : 404;
  }
  const received = text.safeParse(params);
  if (!received.success) return 400;
  const { From, To, Body, MessageSid } = received.data;
  await takeInbound({ from: From, to: To, body: Body, providerId: MessageSid });
  return 204;
}
