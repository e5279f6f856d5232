import postgres from 'postgres';

export type Bell = { rung(withinMs: number): Promise<void>; close(): Promise<void> };

/**
 * Hears when a message is put into the queue, so that it need not wait for the next look. Behind PgBouncer nobody can
 * listen, and the looks alone have to do. `rung` resolves at the next ring or after `withinMs`; a ring nobody was waiting for is kept.
 */
export async function bellOn({ url, pooled }: { url: string; pooled: boolean }): Promise<Bell> {
  let wake = (): void => undefined;
  let kept = false;
  const ring = () => {
    kept = true;
    wake();
  };
  const client = pooled ? null : postgres(url, { max: 1, connect_timeout: 3 });
  await client?.listen('message', ring, ring);
  return {
    rung: async (withinMs) => {
      if (!kept) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, withinMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      kept = false;
    },
    close: async () => {
      wake();
      await client?.end({ timeout: 1 });
    },
  };
}
