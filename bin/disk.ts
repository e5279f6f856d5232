import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';

const roomNeeded = 300e6;

/** Throws a sentence if a disk that holds one of these folders, or will hold it, is nearly full. */
export function refuseFullDisk(folders: string[]) {
  for (const folder of folders) refuseFullDiskOf(folder);
}

function refuseFullDiskOf(folder: string) {
  if (!existsSync(folder)) return refuseFullDiskOf(dirname(folder));
  const { bavail, bsize } = statfsSync(folder);
  const room = bavail * bsize;
  if (room < roomNeeded) {
    throw new Error(
      `There is not enough space on the disk of ${folder}: ${Math.floor(room / 1e6)} MB are free, ${roomNeeded / 1e6} MB are needed.`,
    );
  }
}
