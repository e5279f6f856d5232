import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../db/embedded.ts';
import { postmasterOf } from '../db/postmaster.ts';
import type { Environment } from '../environment.server.ts';
import { repository } from './repository.ts';
import { dataFolderOf, keyFile, type Secrets, secretsOfThisFolder } from './secrets.ts';

export type Cluster = { folder: string; port: number; secrets: Secrets };
export type Settings = { environment: Environment; cluster: Cluster | null };

const databaseVariables = [
  'DATABASE_URL',
  'DATABASE_URL_PORTAL',
  'DATABASE_URL_BACKOFFICE',
  'DATABASE_URL_WORKER',
];

/**
 * Reads .env if there is one, and fills in what a single machine needs when no database is named: then `cluster` says
 * where PostgreSQL will run. A missing or wrong variable stops the process here, before anything has been started.
 */
export async function settle(): Promise<Settings> {
  const file = join(repository, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const given = databaseVariables.some((name) => process.env[name]);
  const cluster = given ? null : await plannedCluster();
  if (cluster) Object.assign(process.env, addressesOf(cluster));
  if (cluster && !process.env.KEY_FILE) process.env.KEY_FILE = keyFile;
  const { environment } = await import('../environment.server.ts');
  return { environment, cluster };
}

async function plannedCluster(): Promise<Cluster> {
  const secrets = secretsOfThisFolder();
  const folder = dataFolderOf(secrets);
  const running = postmasterOf(folder);
  return { folder, secrets, port: running && !running.orphan ? running.port : await freePort() };
}

function addressesOf({ port, secrets }: Cluster): Record<string, string> {
  const address = (login: string, password: string) =>
    `postgres://heard_${login}:${password}@127.0.0.1:${port}/heard`;
  return {
    DATABASE_URL: address('owner', secrets.owner),
    DATABASE_URL_PORTAL: address('portal', secrets.portal),
    DATABASE_URL_BACKOFFICE: address('backoffice', secrets.backoffice),
    DATABASE_URL_WORKER: address('worker', secrets.worker),
  };
}
