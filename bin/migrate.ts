import { migrateDatabase, startCluster } from './database.ts';
import { settle } from './settings.ts';

/** `npm run migrate`: brings the database to today's shape and stops. */
export async function run(): Promise<number> {
  const { environment, cluster } = await settle();
  if (!environment.DATABASE_URL) throw new Error('Migrating needs the owner: set DATABASE_URL.');
  const stop = cluster ? await startCluster(cluster) : null;
  try {
    await migrateDatabase(environment);
  } finally {
    await stop?.();
  }
  process.stdout.write('The database is up to date.\n');
  return 0;
}
