import type { Language } from '#locales/languages.ts';
import type { ProviderState } from '../message/rules.ts';

/** What a receipt says: a provider's state, or that it will not send the message at all. */
export type ReceiptState = ProviderState | 'cancelled';
export type Receipt = {
  /** How the provider names the message; null where it is known by our own token alone. */
  providerId: string | null;
  /** Null for a status that says nothing about our message; the raw word is kept all the same. */
  state: ReceiptState | null;
  /** The provider's error code where there is one: a number as text. */
  code: string | null;
  raw: string;
  /** What a failure is about, where the code alone does not say. */
  of?: 'address' | 'other';
};

/** One attempt to send one message, with everything a provider needs and nothing it does not. */
export type Outgoing = {
  messageId: string;
  attempt: number;
  channel: 'text' | 'email' | 'letter';
  /** An E.164 number, an e-mail address, or a postal address of several lines. */
  to: string;
  /** The name an e-mail shows as its sender, or the number a text leaves from when it is not the usual one. */
  from?: string;
  language: Language;
  subject: string | null;
  text: string;
  html: string | null;
  callbackUrl: string | null;
  /** Where reports about this one e-mail, and answers to it, are taken in, if anywhere. */
  returnTo?: string;
  /** The link by which an e-mail's reader stops them, where it has one: RFC 8058. */
  optOut?: string;
  validForSeconds: number | null;
};

/**
 * What became of an attempt. `again`: certainly not taken, so it may be tried again. `unknown`: it may have
 * been taken, so it may not. `code` is the provider's own or the network's, never words about a person; `of` is what was
 * refused, where the code alone does not say. `here`: it was never handed over, so nobody refused it.
 */
export type Outcome =
  | { state: 'accepted'; providerId: string }
  | { state: 'failed'; code: string; permanent: true; of?: 'address' | 'other' }
  | { state: 'again'; code: string; afterSeconds: number | null; here?: true }
  | { state: 'unknown'; code: string };

/** A text as its provider lists it, and when it was made. */
export type Listed = Receipt & { providerId: string; at: Date };

/** What a provider can be asked afterwards; null when it did not answer. */
export type Asked = {
  /** The newest texts of our account to this number. */
  listedFor(to: string): Promise<Listed[] | null>;
  sayOf(providerId: string): Promise<Listed | null>;
};

export type Provider = {
  name: 'twilio' | 'smtp' | 'paper';
  /** Rejects only for a fault of our own: whatever the provider or the network does is an Outcome. */
  submit(outgoing: Outgoing): Promise<Outcome>;
  asked?: Asked;
  close(): Promise<void>;
};

// The connection never stood, so not a byte of the message can have left.
const nothingLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EDNS',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** The short code of an error of the network or a library, safe to store and log. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** Whether an error code proves that the connection was never made. */
export function provesNothingLeft(code: string): boolean {
  return nothingLeft.has(code);
}
