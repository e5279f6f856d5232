import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const measured = z.record(z.string(), z.number());
export type Measured = z.infer<typeof measured>;

/** Runs one of the programs beside this file to its end, with these settings; what it measured. */
export async function program(file: string, env: Record<string, string>): Promise<Measured> {
  const child = spawn(process.execPath, ['--expose-gc', `bin/bench/${file}`], {
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const said = await text(child.stdout);
  if ((await ended) !== 0) throw new Error(`${file} did not end well`);
  return measured.parse(JSON.parse(said));
}

/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export type Round<Name extends string> = Record<Name, Measured>;

/** Runs everything once a round, one after the other, in another order each time. */
export async function rounds<Name extends string>(
  count: number,
  runs: Record<Name, () => Promise<Measured>>,
): Promise<Round<Name>[]> {
  const all: Round<Name>[] = [];
  const names = Object.keys(runs).filter((name): name is Name => name in runs);
  for (let round = 0; round < count; round += 1) {
    const results: Partial<Round<Name>> = {};
    const turned = [...names.slice(round % names.length), ...names.slice(0, round % names.length)];
    for (const name of turned) {
      results[name] = await runs[name]();
      process.stderr.write(`round ${round + 1} ${name} ${JSON.stringify(results[name])}\n`);
    }
    if (isWhole(results, names)) all.push(results);
  }
  return all;
}

const isWhole = <Name extends string>(
  results: Partial<Round<Name>>,
  names: readonly Name[],
): results is Round<Name> => names.every((name) => results[name] !== undefined);

/** The median over all rounds of one figure of one run by the same of another in the same round. */
export const ratio = <Name extends string>(
  all: readonly Round<Name>[],
  one: Name,
  other: Name,
  figure: string,
): number => median(all.map((round) => (round[one][figure] ?? 0) / (round[other][figure] ?? 1)));

/** The median over all rounds of one figure. */
export const middle = <Name extends string>(all: readonly Round<Name>[], one: Name, figure: string): number =>
  median(all.map((round) => round[one][figure] ?? Number.NaN));
