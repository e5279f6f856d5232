const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}

/**
 * Whether a request may change anything: Sec-Fetch-Site says same-origin; without it Origin is ours; without that the
 * Referer's origin is. React Router's own check lets a missing Origin pass and does not cover resource routes.
 */
export function comesFromUs(request: Request): boolean {
  if (safeMethods.has(request.method)) return true;
  const site = request.headers.get('Sec-Fetch-Site');
  if (site !== null) return site === 'same-origin';
  const ours = new URL(request.url).origin;
  const origin = request.headers.get('Origin');
  if (origin !== null) return origin === ours;
  return originOf(request.headers.get('Referer') ?? '') === ours;
}
