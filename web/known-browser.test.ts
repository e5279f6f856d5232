import { expect, test } from 'vitest';
import { cookieNames, setCookie } from './cookies.server.ts';
import { leave } from './exit.server.ts';

test('a browser is known for half a year, and every other cookie goes with the browser', () => {
  expect(setCookie(cookieNames.known, 'opaque')).toContain('; Max-Age=15552000');
  for (const name of [cookieNames.portal, cookieNames.browser, cookieNames.language])
    expect(setCookie(name, 'opaque')).not.toContain('Max-Age');
});

test('leaving takes it away with the rest', async () => {
  const left = await leave(new Request('https://here.example/exit', { method: 'POST' }), cookieNames.portal);
  const gone = left.headers
    .getSetCookie()
    .filter((cookie) => cookie.includes('=; ') && cookie.includes('Max-Age=0'));
  expect(gone.map((cookie) => cookie.split('=')[0]).toSorted()).toEqual([
    '__Host-c',
    '__Host-k',
    '__Host-l',
    '__Host-p',
  ]);
});
