import { changeSafeWindows } from '../../casework/safe-window/store.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { openForHours, weekdayFarOff } from './at-home.ts';
import { rows } from './audit-of.ts';
import type { House } from './house.ts';
import { lookAtWaiting } from './messages-in.ts';

/** The card as it is read off the letter that brought it. */
export function cardIn(letter: string): { locator: string; secret: string } {
  const [, locator] = /Card: ([0-9A-Z]{4})\b/.exec(letter) ?? [];
  const [, secret] = /Secret: ([0-9A-Z]{4}-[0-9A-Z]{4})\b/.exec(letter) ?? [];
  if (!locator || !secret) throw new Error(`There is no card in this letter: ${letter}`);
  return { locator, secret: secret.replace('-', '') };
}

const safeTimes = {
  now: () => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...openForHours() })),
  farOff: () => [{ weekday: weekdayFarOff(), opens: '18:00', closes: '21:00' }],
  notSaid: () => [],
};

/** The worker notes when messages are safe, as passed on, and what waits is looked at again. */
export async function safeAt(house: House, victimId: string, when: keyof typeof safeTimes): Promise<void> {
  const windows = safeTimes[when]();
  await transactionAs(house.here.worker, (tx) => changeSafeWindows(tx, victimId, windows));
  await lookAtWaiting(house, new Date());
}

/** The tables in which words stand as they were typed, or as their bytes: what is sealed or hashed holds neither. */
export function tablesHolding(house: House, words: readonly string[]): Promise<string[]> {
  return rows(house.database, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;
    const forms = words.flatMap((word) => [word, Buffer.from(word).toString('hex')]);
    const found: string[] = [];
    for (const { name } of tables) {
      const held = await sql`
        select from ${sql(name)} one, unnest(${forms}::text[]) as sought (words)
        where one::text like '%' || sought.words || '%' limit 1`;
      if (held.length > 0) found.push(name);
    }
    return found;
  });
}
