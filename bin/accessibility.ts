import { runSuites } from './test.ts';

/** `npm run audit:accessibility`: every page of both sites, seen by the engines. */
export async function run(): Promise<number> {
  return runSuites(['accessibility']);
}
