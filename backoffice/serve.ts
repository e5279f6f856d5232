import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import * as build from 'virtual:react-router/server-build';
import { environment } from '#environment';
import { cookieNames } from '#web/cookies.server.ts';
import { serve } from '#web/serve.server.ts';
import { admit } from './admit.server.ts';
import { troublePage } from './trouble-page.tsx';

await serve({
  name: 'backoffice',
  build,
  clientFolder: fileURLToPath(new URL('../client', import.meta.url)),
  port: environment.BACKOFFICE_PORT,
  databaseUrl: environment.DATABASE_URL_BACKOFFICE,
  patienceMs: 5000,
  cookie: cookieNames.backoffice,
  nonce: () => randomBytes(16).toString('base64url'),
  admit,
  troublePage,
});
