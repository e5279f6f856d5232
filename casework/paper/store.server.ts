import { and, eq, inArray } from 'drizzle-orm';
import { message } from '#db/schema/message.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { environment } from '#environment';
import { type Paper, papers } from '#messaging/providers/paper.server.ts';

/** Whether some channel writes to paper here instead of letting anything leave. */
export const onPaper = !environment.TWILIO_ACCOUNT_SID || !environment.SMTP_URL;

/**
 * What would have left the building, newest first, to the people whose case this member of staff may open. The folder
 * is every service's, so what is shown of it is what the database shows.
 */
export async function papersWritten(tx: Tx<StaffActor>, folder: string): Promise<Paper[]> {
  const written = await papers(folder);
  if (written.length === 0) return [];
  const ids = written.map(({ id }) => id);
  const open = await tx
    .select({ id: message.id })
    .from(message)
    .where(and(eq(message.serviceId, tx.actor.serviceId), inArray(message.id, ids)));
  const mine = new Set(open.map(({ id }) => id));
  const shown = written.filter(({ id }) => mine.has(id));
  tx.record({ action: 'paper.read', subjectId: null, details: { shown: shown.length } });
  return shown;
}
