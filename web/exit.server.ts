import { environment } from '#environment';
import { log } from '#log';
import { type CookieName, cookieNames, cookieOf, setCookie } from './cookies.server.ts';
import { endSession } from './session.server.ts';

/**
 * Leaving always works: whatever else is wrong, the answer is 303 to the outside, the cookie is replaced and the browser
 * is asked to forget. Ending the session may fail with the database; the cookie that names it is gone all the same.
 */
export async function leave(request: Request, cookie: CookieName): Promise<Response> {
  const token = cookieOf(request, cookie);
  if (token)
    await endSession(token).catch((error: unknown) => log.error({ error }, 'a session outlived its exit'));
  const headers = new Headers({
    Location: environment.EXIT_URL,
    'Clear-Site-Data': '"cache", "storage"',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
  });
  for (const name of [cookie, cookieNames.language, cookieNames.browser, cookieNames.known])
    headers.append('Set-Cookie', setCookie(name, ''));
  return new Response(null, { status: 303, headers });
}
