import { measureMessaging } from './bench/messaging.ts';
import { showTable } from './bench/table.ts';
import { untilAsked } from './start.ts';

const sizes = { whole: 50_000, quick: 10_000 };
const isSize = (word: string): word is keyof typeof sizes => Object.hasOwn(sizes, word);

/** `npm run bench -- messaging`: measures beside what else there is, prints one table and writes bench.json. `quick` is a fifth. */
export async function run([what = 'messaging', size = 'whole']: string[]): Promise<number> {
  if (what !== 'messaging' || !isSize(size))
    throw new Error('What can be measured: messaging, or messaging quick.');
  return untilAsked(async (stops) => {
    showTable(await measureMessaging(stops, sizes[size]));
    return null;
  });
}
