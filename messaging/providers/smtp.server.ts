import type { Readable } from 'node:stream';
import nodemailer, { type SendMailOptions } from 'nodemailer';
import { directionOf } from '#locales/languages.ts';
import { smtpOutcome } from '../attempt/rules.ts';
import { enhancedStatusIn, refusedOf, type SmtpRefusal } from '../mail-in/rules.ts';
import { isolateMixed } from '../messages/bidi.ts';
import { mailConnections } from '../places/rules.ts';
import { codeOf, type Outcome, type Outgoing, type Provider } from './provider.ts';

export type SmtpSettings = { url: string; from: string; timeoutMs?: number };

/** E-mail, through one mail server. An answer after `timeoutMs` (30 s) is no longer waited for. */
export function smtpProvider({ url, from, timeoutMs = 30_000 }: SmtpSettings): Provider {
  const contents = new Map<unknown, Readable>();
  const transporter = poolFor(url, timeoutMs);
  transporter.use('stream', (mail, done) => {
    mail.message.processFunc((content) => {
      contents.set(mail.data.messageId, content);
      return content;
    });
    done();
  });
  return {
    name: 'smtp',
    submit: async (outgoing) => {
      const mail = mailFrom(outgoing, from, timeoutMs);
      // The content is read only once the server has said it may come: read at all, it may have arrived.
      const mayHaveArrived = () => contents.get(mail.messageId)?.readableDidRead === true;
      return transporter
        .sendMail(mail)
        .then(
          (): Outcome => ({ state: 'accepted', providerId: mail.messageId }),
          (error: unknown) => outcomeOf(error, mayHaveArrived()),
        )
        .finally(() => contents.delete(mail.messageId));
    },
    close: async () => transporter.close(),
  };
}

function poolFor(url: string, timeoutMs: number) {
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
  return nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: mailConnections,
    // Only the outbox may send a message a second time.
    maxRequeues: 0,
    requireTLS: !local,
    connectionTimeout: timeoutMs / 2,
    greetingTimeout: timeoutMs / 2,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function mailFrom(outgoing: Outgoing, sender: string, timeoutMs: number) {
  const { messageId, to, from, language, subject, text, html, returnTo, optOut } = outgoing;
  return {
    messageId: `<${messageId}@${sender.slice(sender.lastIndexOf('@') + 1)}>`,
    from: from === undefined ? sender : { name: from, address: sender },
    to: { name: '', address: to },
    ...(returnTo === undefined ? {} : wayBack(returnTo, to, messageId)),
    text,
    ...(subject === null ? {} : { subject: isolateMixed(subject, directionOf(language)) }),
    ...(html === null ? {} : { html }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': language,
      ...(optOut && {
        'List-Unsubscribe': `<${optOut}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    xMailer: false,
    signal: AbortSignal.timeout(timeoutMs),
  } satisfies SendMailOptions;
}

// Reports come to the envelope's sender and answers to Reply-To. What a server sends back of the e-mail is its head alone.
function wayBack(returnTo: string, to: string, messageId: string) {
  return {
    replyTo: { name: '', address: returnTo },
    envelope: { from: returnTo, to: { name: '', address: to } },
    dsn: { id: messageId, return: 'headers' as const, notify: ['success', 'failure', 'delay'] },
  };
}

function outcomeOf(error: unknown, mayHaveArrived: boolean): Outcome {
  const code = codeOf(error);
  const refusal = refusalOf(error);
  // Refused before the server was asked: an address that no server could take.
  if (!refusal && !mayHaveArrived && code === 'EENVELOPE') return { state: 'failed', code, permanent: true };
  const said = refusal ? String(refusal.replyCode) : code;
  // A server that refuses us before any message was offered says nothing about this one.
  if (refusal && !offered.test(refusal.command)) return { state: 'again', code: said, afterSeconds: null };
  switch (smtpOutcome({ replyCode: refusal?.replyCode ?? null, finalDotSent: mayHaveArrived })) {
    case 'failed':
      return { state: 'failed', code: said, permanent: true, ...(refusal && { of: refusedOf(refusal) }) };
    case 'unknown':
      return { state: 'unknown', code: said };
    default:
      return { state: 'again', code: said, afterSeconds: null };
  }
}

const offered = /^(MAIL FROM|RCPT TO|DATA)$/;

function refusalOf(error: unknown): SmtpRefusal | null {
  if (!(error instanceof Error) || !('responseCode' in error)) return null;
  const { responseCode: replyCode } = error;
  if (typeof replyCode !== 'number') return null;
  const status = 'response' in error ? enhancedStatusIn(String(error.response)) : null;
  return { replyCode, status, command: 'command' in error ? String(error.command) : '' };
}
