import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
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
  return async () => {
    const superuser = postgres(superuserUrl, { max: 1, connection: { client_min_messages: 'warning' } });
    const made = await superuser<
      { datname: string }[]
    >`select datname from pg_database where datname like ${`${run}_%`}`;
    for (const { datname } of made) await superuser.unsafe(`drop database ${datname} with (force)`);
    await superuser.end();
    await own?.remove();
  };
}
