import { environment } from '#environment';

const exitOrigin = new URL(environment.EXIT_URL).origin;

/**
 * The Content-Security-Policy of a page. Chromium silently drops a POST that is redirected to a host missing from
 * form-action, so the way out must be named there. React Aria writes style attributes, in the back office only.
 */
function contentSecurityPolicy(nonce: string | undefined): string {
  return [
    "default-src 'none'",
    nonce ? `script-src 'nonce-${nonce}' 'strict-dynamic'` : "script-src 'self'",
    "style-src 'self'",
    ...(nonce ? ["style-src-attr 'unsafe-inline'"] : ["require-trusted-types-for 'script'", 'trusted-types']),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    `form-action 'self' ${exitOrigin}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

const fiveMinutes = 'public, max-age=300';

/**
 * Sets what every dynamic answer carries, so that nothing is kept, framed, indexed or told to others. Only what is the same
 * `forEverybody` may be kept a little, and never while it sets a cookie.
 */
export function setSafeHeaders(headers: Headers, nonce: string | undefined, forEverybody = false): void {
  headers.set('Content-Security-Policy', contentSecurityPolicy(nonce));
  headers.set('Cache-Control', forEverybody && !headers.has('Set-Cookie') ? fiveMinutes : 'no-store');
  headers.set('Referrer-Policy', 'same-origin');
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('X-Robots-Tag', 'noindex, noarchive');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  headers.set('Origin-Agent-Cluster', '?1');
  headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), browsing-topics=()');
  headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains; preload');
  headers.append('Vary', 'Cookie, Accept-Language');
}
