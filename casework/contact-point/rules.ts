import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

export const contactPointKinds = ['mobile', 'email', 'address'] as const;
export type ContactPointKind = (typeof contactPointKinds)[number];

export type ContactPointProblem = 'missing' | 'invalid' | 'notMobile';
export type TypedContactPoint = { value: string } | { problem: ContactPointProblem };

// Ofcom keeps these thousand numbers for drama: they reach nobody, so the demonstration uses them,
// and the number catalogue rightly calls them invalid.
const drama = /^\+447700900\d{3}$/;

const plainDigits = (typed: string) =>
  typed
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16))
    .replace(/^\s*00/, '+');

/**
 * A mobile number of the United Kingdom as E.164, from whatever way it was typed: spaces, hyphens, brackets,
 * 0044, Arabic-Indic or Persian digits. Anything else is `notMobile`: a text to a landline is read aloud by a machine.
 */
export function mobileFrom(typed: string): TypedContactPoint {
  if (typed.trim() === '') return { problem: 'missing' };
  const parsed = parsePhoneNumberFromString(plainDigits(typed), 'GB');
  if (!parsed || parsed.ext) return { problem: 'invalid' };
  if (drama.test(parsed.number)) return { value: parsed.number };
  if (!parsed.isValid()) return { problem: 'invalid' };
  const isUkMobile = parsed.countryCallingCode === '44' && parsed.getType() === 'MOBILE';
  return isUkMobile ? { value: parsed.number } : { problem: 'notMobile' };
}

// Narrower than the standard on purpose: what no mailbox in use looks like is nearly always a slip of the finger.
const emailAddress =
  /^(?=.{1,254}$)(?=.{1,64}@)[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/i;

/** An e-mail address as typed, its domain in lower case; spaces and invisible marks around it are dropped. */
export function emailFrom(typed: string): TypedContactPoint {
  const address = typed
    .normalize('NFC')
    .replace(/[\u200b-\u200f\u2066-\u2069\ufeff]/g, '')
    .trim();
  if (address === '') return { problem: 'missing' };
  if (!emailAddress.test(address)) return { problem: 'invalid' };
  const at = address.lastIndexOf('@');
  return { value: address.slice(0, at) + address.slice(at).toLowerCase() };
}

const hints = {
  mobile: (value) => `…${value.slice(-3)}`,
  email: (value) => `${value.slice(0, 1)}…@…`,
  address: (value) => `…${value.trimEnd().slice(-3)}`,
} satisfies Record<ContactPointKind, (value: string) => string>;

/** Enough for the person to know which one is meant, never enough for anyone else to use it. */
export function hintOf(kind: ContactPointKind, value: string): string {
  return hints[kind](value);
}

const normalForms = {
  mobile: (value) => value,
  email: (value) => value.normalize('NFC').toLowerCase(),
  address: (value) =>
    value
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
} satisfies Record<ContactPointKind, (value: string) => string>;

/** The one form of a value that is hashed for look-up, so that the same place typed twice is found twice. */
export function blindIndexInput(kind: ContactPointKind, value: string): string {
  return normalForms[kind](value);
}
