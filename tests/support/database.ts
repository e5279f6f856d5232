import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestCluster } from '../../bin/test-cluster.ts';
import { makeDatabase, urlsOf } from './cluster.ts';

const run = `heard_test_${process.pid}`;

// Vitest hands the environment on to its workers, and each file makes its own database from this template.
export async function setup() {
  const given = process.env.TEST_SUPERUSER_URL;
  const own = given ? null : await startTestCluster();
  const superuserUrl = given ?? own?.superuserUrl ?? '';
  const template = `${run}_template`;
  const keyFile = join(mkdtempSync(join(tmpdir(), 'heard-')), 'keys');
  writeFileSync(keyFile, `1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  await makeDatabase(superuserUrl, template);
  const { portalUrl, backofficeUrl, workerUrl } = urlsOf(superuserUrl, template);
  Object.assign(process.env, {
    DATABASE_URL_PORTAL: portalUrl,
    DATABASE_URL_BACKOFFICE: backofficeUrl,
    DATABASE_URL_WORKER: workerUrl,
    KEY_FILE: keyFile,
    HEARD_TEST_CLUSTER: superuserUrl,
    HEARD_TEST_RUN: run,
    LOG_LEVEL: 'error',
  });
  // Whoever started the cluster removes it whole: dropping each database would have everything in it written down first.
  return async () => own?.remove();
}
