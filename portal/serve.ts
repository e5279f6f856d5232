import { fileURLToPath } from 'node:url';
import * as build from 'virtual:react-router/server-build';
import { environment } from '#environment';
import { cookieNames } from '#web/cookies.server.ts';
import { serve } from '#web/serve.server.ts';
import { admit } from './admit.server.ts';
import { troublePage } from './trouble-page.tsx';

await serve({
  name: 'portal',
  build,
  clientFolder: fileURLToPath(new URL('../client', import.meta.url)),
  port: environment.PORTAL_PORT,
  databaseUrl: environment.DATABASE_URL_PORTAL,
  patienceMs: 800,
  cookie: cookieNames.portal,
  nonce: () => undefined,
  admit,
  troublePage,
});
