import { asc, eq, sql } from 'drizzle-orm';
import { contactPreference, safeWindow } from '#db/schema/reach.ts';
import type { Tx } from '#db/transaction.server.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import { raiseTask } from '../task/store.server.ts';
import { isWidened, type SafeWindow, timesInOneLine } from './rules.ts';

const hourAndMinute = (wall: string) => wall.slice(0, 5);

/** When it is safe, by weekday; none means the default hours. */
export async function safeWindowsOf(tx: Tx, victimId: string): Promise<SafeWindow[]> {
  const { weekday, opens, closes } = safeWindow;
  const rows = await tx
    .select({ weekday, opens, closes })
    .from(safeWindow)
    .where(eq(safeWindow.victimId, victimId))
    .orderBy(asc(weekday), asc(opens));
  return rows.map((row) => ({
    weekday: row.weekday,
    opens: hourAndMinute(row.opens),
    closes: hourAndMinute(row.closes),
  }));
}

/**
 * Puts these windows in place of those before; what waits obeys them from now on. The worker is told when a person widens
 * their own. `shown`, where given, are the times that the form was made from, in one line: throws ChangedMeanwhileError where
 * others were put in their place since, and NotThereError when the person is not open to this actor. What is made of those
 * before is given as a function of them, so that nothing another change removed just now comes back.
 */
export async function changeSafeWindows(
  tx: Tx,
  victimId: string,
  to: readonly SafeWindow[] | ((before: readonly SafeWindow[]) => readonly SafeWindow[]),
  shown?: string,
): Promise<void> {
  // The preference is locked by whatever is being sent just now: after this, nothing leaves by the windows before.
  const [person] = await tx
    .update(contactPreference)
    .set({ answeredAt: sql`clock_timestamp()`, version: sql`${contactPreference.version} + 1` })
    .where(eq(contactPreference.victimId, victimId))
    .returning({ serviceId: contactPreference.serviceId });
  if (!person) throw new NotThereError();
  const before = await safeWindowsOf(tx, victimId);
  const windows = typeof to === 'function' ? to(before) : to;
  const stands = timesInOneLine(before);
  if (shown !== undefined && stands !== shown && stands !== timesInOneLine(windows))
    throw new ChangedMeanwhileError();
  const widened = isWidened(before, windows);
  await tx.delete(safeWindow).where(eq(safeWindow.victimId, victimId));
  const rows = windows.map((window) => ({ serviceId: person.serviceId, victimId, ...window }));
  if (rows.length > 0) await tx.insert(safeWindow).values(rows);
  // Whoever reads someone's phone can widen them too, so a person asks before anyone relies on it.
  if (widened && tx.actor.role === 'victim') await raiseTask(tx, { victimId, kind: 'times_widened' });
  const details = { windows: windows.length, widened };
  tx.record({ action: 'safe_window.changed', subjectId: victimId, details });
}
