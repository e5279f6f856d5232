import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterFolder, removeCluster, startEmbedded } from '../../db/embedded.ts';
import { makeDatabase, urlsOf } from '../support/cluster.ts';

/** A PostgreSQL of the chaos alone, as durable as a real one, for it is killed; and the settings every process reads. */
export async function setup() {
  const folder = clusterFolder(`chaos-${process.pid}`);
  const { superuserUrl, port } = await startEmbedded({ folder, fsync: true, name: 'heard_chaos' });
  const run = `heard_chaos_${process.pid}`;
  // Nobody else would end it.
  await makeDatabase(superuserUrl, `${run}_template`).then(undefined, async (error: unknown) => {
    await removeCluster(folder);
    throw error;
  });
  const keyFile = join(mkdtempSync(join(tmpdir(), 'heard-')), 'keys');
  writeFileSync(keyFile, `1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  const { portalUrl, backofficeUrl, workerUrl } = urlsOf(superuserUrl, `${run}_template`);
  Object.assign(process.env, {
    DATABASE_URL_PORTAL: portalUrl,
    DATABASE_URL_BACKOFFICE: backofficeUrl,
    DATABASE_URL_WORKER: workerUrl,
    KEY_FILE: keyFile,
    HEARD_TEST_CLUSTER: superuserUrl,
    HEARD_TEST_RUN: run,
    HEARD_CHAOS_FOLDER: folder,
    HEARD_CHAOS_PORT: String(port),
    LOG_LEVEL: 'error',
  });
  return () => removeCluster(folder);
}
