import { type InboxFilters, inboxFilters } from '#casework/feedback/form.server.ts';
import { type FeedbackLine, feedbackInbox } from '#casework/feedback/inbox.server.ts';
import { isOpen } from '#casework/feedback/rules.ts';
import { colleagues } from '#casework/staff/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { dueShown } from '../due-words.server.ts';
import { momentOf } from '../moments.server.ts';

/** What the address of the inbox asks for. */
export function filtersIn(request: Request): InboxFilters {
  const { searchParams } = new URL(request.url);
  return inboxFilters.parse(
    Object.fromEntries(
      ['state', 'about', 'owner', 'tag'].map((name) => [name, searchParams.get(name) ?? undefined]),
    ),
  );
}

/** The first names of everyone who works here, by id. */
export async function firstNames(tx: Tx<StaffActor>): Promise<Map<string, string>> {
  return new Map((await colleagues(tx)).map(({ staffId, firstName }) => [staffId, firstName]));
}

export const lineShown = (line: FeedbackLine, names: ReadonlyMap<string, string>, now = new Date()) => ({
  ...{ feedbackId: line.feedbackId, name: line.name, about: line.about, state: line.state, tags: line.tags },
  ...{ notMyWorker: line.notMyWorker, wantsAnswer: line.wantsAnswer, how: line.how },
  owner: line.ownerId ? (names.get(line.ownerId) ?? null) : null,
  received: momentOf(line.receivedAt),
  due: isOpen(line.state) ? dueShown('task', line.dueAt, now) : null,
});

/** The inbox as it is shown, narrowed by what its address asks for. */
export async function inboxShown(tx: Tx<StaffActor>, filters: InboxFilters) {
  const names = await firstNames(tx);
  return (await feedbackInbox(tx, filters)).map((line) => lineShown(line, names));
}
