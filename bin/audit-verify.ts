import { startCluster } from './database.ts';
import { settle } from './settings.ts';

/** `npm run audit:verify`: recomputes every service's chain, a line each; 1 if any is broken. */
export async function run(): Promise<number> {
  const { environment, cluster } = await settle();
  const stop = cluster ? await startCluster(cluster) : null;
  try {
    // Reading a chain needs the settings, which are complete only now.
    const { everyChainHolds } = await import('./audit-chains.ts');
    return (await everyChainHolds(environment)) ? 0 : 1;
  } finally {
    await stop?.();
  }
}
