import postgres from 'postgres';

/**
 * Hears of which service a message was put into the queue, so that it need not wait for the next look; null when messages
 * may have come of any. Behind PgBouncer nobody can listen, and the looks alone have to do.
 */
export async function bellOn(
  { url, pooled }: { url: string; pooled: boolean },
  ring: (serviceId: string | null) => void,
): Promise<{ close(): Promise<void> }> {
  const client = pooled ? null : postgres(url, { max: 1, connect_timeout: 3 });
  await client?.listen('message', ring, () => ring(null));
  return {
    close: async () => {
      await client?.end({ timeout: 1 });
    },
  };
}
