import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { clusterFolder, removeCluster, startEmbedded } from '../db/embedded.ts';
import { isAlive } from '../db/postmaster.ts';

/** A PostgreSQL of its own for one run of the tests, fast rather than durable; `remove` leaves nothing behind. */
export async function startTestCluster(): Promise<{ superuserUrl: string; remove(): Promise<void> }> {
  const folder = clusterFolder(`test-${process.pid}`);
  await removeAbandoned(dirname(folder));
  const { superuserUrl } = await startEmbedded({ folder, fsync: false, name: basename(folder) });
  return { superuserUrl, remove: () => removeCluster(folder) };
}

// A run that was killed outright could not tidy up; the next one does.
async function removeAbandoned(where: string) {
  const names = existsSync(where) ? readdirSync(where) : [];
  for (const name of names) {
    const starter = name.match(/^test-(\d+)$/)?.[1];
    if (starter && !isAlive(Number(starter))) await removeCluster(join(where, name));
  }
}
