import { runSuites } from './test.ts';

/**
 * `npm run audit:accessibility`: every page of both sites, seen by the engines. With `-- --photographs` it also leaves
 * pictures of them all in `.data/screenshots`, to be looked at.
 */
export async function run(words: string[]): Promise<number> {
  if (words.includes('--photographs')) process.env.HEARD_PHOTOGRAPH = '1';
  return runSuites(['accessibility']);
}
