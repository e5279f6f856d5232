import { type ProcessActor, type Tx, transactionAs } from '#db/transaction.server.ts';

/** What became of one page: how many changed, and after which id the next page begins; null when there is none. */
export type Page = { changed: number; last: string | null };

/** Before every id there is. */
export const beginning = '00000000-0000-0000-0000-000000000000';

/** Goes through all of something in one service, each page in a transaction of its own. Gives back how many changed. */
export async function pageByPage(
  serviceId: string,
  look: (tx: Tx<ProcessActor>, after: string) => Promise<Page>,
): Promise<number> {
  let changed = 0;
  for (let after: string | null = beginning; after !== null; ) {
    const from: string = after;
    const page: Page = await transactionAs<ProcessActor, Page>({ role: 'sender', serviceId }, (tx) =>
      look(tx, from),
    );
    changed += page.changed;
    after = page.last;
  }
  return changed;
}
