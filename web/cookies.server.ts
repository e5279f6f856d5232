/** Cookies ignore ports, so each site names its own. But for `known` they have no Max-Age: they go with the browser. */
export const cookieNames = {
  portal: '__Host-p',
  backoffice: '__Host-b',
  language: '__Host-l',
  browser: '__Host-c',
  /** A browser somebody has signed in with. Half a year, for people come back after months; exit takes it away. */
  known: '__Host-k',
} as const;
const halfAYear = 180 * 24 * 60 * 60;
export type CookieName = (typeof cookieNames)[keyof typeof cookieNames];

/** The value of one of our cookies, or null. */
export function cookieOf(request: Request, name: CookieName): string | null {
  for (const pair of (request.headers.get('Cookie') ?? '').split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name && value) return value;
  }
  return null;
}

/** A Set-Cookie value; an empty one takes the cookie away. Values are our own tokens and codes, never typed text. */
export function setCookie(name: CookieName, value: string): string {
  const kept = name === cookieNames.known ? `; Max-Age=${halfAYear}` : '';
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax${value === '' ? '; Max-Age=0' : kept}`;
}
