const asHex = /^[\da-f]{48}$/;

/**
 * Where mail servers report to and answers go of one attempt: the word that only this attempt has, in figures and letters
 * that no mail server's case can change.
 */
export function returnAddress(token: string, domain: string): string {
  return `${Buffer.from(token, 'base64url').toString('hex')}@${domain}`;
}

/** The word in an address of ours, or null for any other address. */
export function tokenIn(address: string, domain: string): string | null {
  const [local = '', at, ...more] = address.toLowerCase().split('@');
  if (at !== domain.toLowerCase() || more.length > 0 || !asHex.test(local)) return null;
  return Buffer.from(local, 'hex').toString('base64url');
}
