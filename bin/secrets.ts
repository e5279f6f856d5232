import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { clusterFolder } from '../db/embedded.ts';
import { repository } from './repository.ts';

const dataFolder = join(repository, '.data');
const secretsFile = join(dataFolder, 'secrets.json');
export const keyFile = join(dataFolder, 'keys');

const secret = z.string().min(16);
const secrets = z.object({
  cluster: secret,
  owner: secret,
  portal: secret,
  backoffice: secret,
  worker: secret,
});
export type Secrets = z.infer<typeof secrets>;

/** The passwords of the database that comes with Heard, made once for this folder; makes the key file as well. */
export function secretsOfThisFolder(): Secrets {
  mkdirSync(dataFolder, { recursive: true });
  if (!existsSync(keyFile)) writeOnce(keyFile, `1:${randomBytes(32).toString('base64')}\n`);
  if (!existsSync(secretsFile)) {
    const made = Object.keys(secrets.shape).map((name) => [name, randomBytes(24).toString('base64url')]);
    writeOnce(secretsFile, `${JSON.stringify(Object.fromEntries(made), null, 2)}\n`);
  }
  return secrets.parse(JSON.parse(readFileSync(secretsFile, 'utf8')));
}

/**
 * Where the database that comes with Heard keeps its data. Below /var/lib/heard the name follows the folder and its
 * secrets: a fresh clone in the same place must not open data that was sealed with keys it does not have.
 */
export function dataFolderOf({ cluster }: Secrets): string {
  if (process.getuid?.() !== 0) return clusterFolder('postgres');
  return clusterFolder(createHash('sha256').update(repository).update(cluster).digest('hex').slice(0, 16));
}

function writeOnce(path: string, text: string) {
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
}
