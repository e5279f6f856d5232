const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

// Where TLS ends in front of us a page is https and its request arrives as http, so the schemes cannot be compared.
function isAt(url: string, host: string): boolean {
  return URL.canParse(url) && new URL(url).host === host;
}

/**
 * Whether a request may change anything: Sec-Fetch-Site says same-origin; without it (older phones) Origin is at our host;
 * without that the Referer is. React Router's own check lets a missing Origin pass and does not cover resource routes.
 */
export function comesFromUs(request: Request): boolean {
  if (safeMethods.has(request.method)) return true;
  const site = request.headers.get('Sec-Fetch-Site');
  if (site !== null) return site === 'same-origin';
  const { host } = new URL(request.url);
  return isAt(request.headers.get('Origin') ?? request.headers.get('Referer') ?? '', host);
}
