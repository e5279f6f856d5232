import { execFileSync, spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import type postgres from 'postgres';
import { startEmbedded } from '../../db/embedded.ts';
import { isAlive, postmasterOf } from '../../db/postmaster.ts';
import { until } from './processes.ts';

/** Every process of PostgreSQL ends as when the power goes, and it comes back on what the disk holds. */
export async function powerCut(db: postgres.Sql): Promise<void> {
  const folder = realpathSync(String(process.env.HEARD_CHAOS_FOLDER));
  const postmaster = postmasterOf(folder);
  if (!postmaster) throw new Error('PostgreSQL was gone before the power was');
  const backends = execFileSync('pgrep', ['-P', String(postmaster.pid)])
    .toString()
    .trim()
    .split('\n');
  // All in one go; one that has ended in the meantime has ended.
  spawnSync('kill', ['-KILL', String(postmaster.pid), ...backends]);
  await until('PostgreSQL was gone', async () => !isAlive(postmaster.pid));
  const port = Number(process.env.HEARD_CHAOS_PORT);
  await startEmbedded({ folder, fsync: true, name: 'heard_chaos', port });
  await until('PostgreSQL answered', () =>
    db`select 1 as one`.then(
      () => true,
      () => false,
    ),
  );
}
