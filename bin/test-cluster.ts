import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { clusterFolder, removeCluster, startEmbedded } from '../db/embedded.ts';
import { isAlive } from '../db/postmaster.ts';

const memory = '/dev/shm';
const plenty = 8 * 1024 ** 3;

/** A PostgreSQL of its own for one run of the tests, fast rather than durable; `remove` leaves nothing behind. */
export async function startTestCluster(): Promise<{ superuserUrl: string; remove(): Promise<void> }> {
  const name = `test-${process.pid}`;
  const [inMemory, onDisk] = [join(memory, `heard-${process.getuid?.()}`, name), clusterFolder(name)];
  for (const folder of [inMemory, onDisk]) await removeAbandoned(dirname(folder));
  const folder = hasPlentyOfMemory() ? inMemory : onDisk;
  const { superuserUrl } = await startEmbedded({ folder, fsync: false, name: basename(folder) });
  return { superuserUrl, remove: () => removeCluster(folder) };
}

// Some hundred databases come and go. Where a disk is slow or busy, the pages that are tested would wait for it.
function hasPlentyOfMemory() {
  if (!existsSync(memory)) return false;
  const { bavail, bsize } = statfsSync(memory);
  return Math.min(bavail * bsize, process.availableMemory()) > plenty;
}

// A run that was killed outright could not tidy up; the next one does.
async function removeAbandoned(where: string) {
  const names = existsSync(where) ? readdirSync(where) : [];
  for (const name of names) {
    const starter = name.match(/^test-(\d+)$/)?.[1];
    if (starter && !isAlive(Number(starter))) await removeCluster(join(where, name));
  }
}
