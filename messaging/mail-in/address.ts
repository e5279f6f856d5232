import { isCode } from '../message/rules.ts';

const asHex = /^[\da-f]{48}$/;
const inHex = (token: string) => Buffer.from(token, 'base64url').toString('hex');

/**
 * Where mail servers report to and answers go of one attempt: the word that only this attempt has, in figures and letters
 * that no mail server's case can change.
 */
export function returnAddress(token: string, domain: string): string {
  return `${inHex(token)}@${domain}`;
}

/** The word in an address of ours, or null for any other address. */
export function tokenIn(address: string, domain: string): string | null {
  const [local = '', at, ...more] = address.toLowerCase().split('@');
  return at === domain.toLowerCase() && more.length === 0 ? tokenOfHex(local) : null;
}

/** The word as an address or a link has it, or null for anything else. */
export function tokenOfHex(typed: string): string | null {
  return asHex.test(typed) ? Buffer.from(typed, 'hex').toString('base64url') : null;
}

/**
 * What an e-mail carries for those who have something to say to it: the address it comes back to, where one is set up, and a
 * link that stops e-mails (RFC 8058), where the site has TLS. A code has no such link: it was asked for.
 */
export function waysBack(
  { token, language, kind }: { token: string; language: string; kind: string },
  { domain, site }: { domain?: string | undefined; site?: string | undefined },
): { returnTo?: string; optOut?: string } {
  const linked = site?.startsWith('https:') && !isCode({ kind }) ? site.replace(/\/$/, '') : null;
  return {
    ...(domain && { returnTo: returnAddress(token, domain) }),
    ...(linked && { optOut: `${linked}/post/${inHex(token)}?language=${language}` }),
  };
}
