/** Says what was measured to whoever started this program, and ends it. */
export function say(measured: Record<string, number>): void {
  process.stdout.write(JSON.stringify(measured));
  process.exit(0);
}

/** Runs a piece of work and says how long it took by the clock and of the processor, in milliseconds for all of it. */
export async function timed(work: () => Promise<unknown>): Promise<{ ms: number; cpu: number }> {
  const [clock, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const used = process.cpuUsage(cpu);
  return { ms: performance.now() - clock, cpu: (used.user + used.system) / 1000 };
}

/** Does something so many times, so many at once. */
export async function times(
  count: number,
  atOnce: number,
  one: (turn: number) => Promise<unknown>,
): Promise<void> {
  let turn = 0;
  const goOn = async () => {
    for (let mine = turn; mine < count; mine = turn) {
      turn += 1;
      await one(mine);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, goOn));
}

/** A setting this program was started with. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
