import { and, asc, eq, sql } from 'drizzle-orm';
import { replyTemplate } from '#db/schema/feedback.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';

export type ReplyTemplate = { key: string; language: string; words: string };

/** The words a service begins its answers with, by name and language. */
export function templates(tx: Tx<StaffActor>): Promise<ReplyTemplate[]> {
  const { key, language, words } = replyTemplate;
  return tx
    .select({ key, language, words })
    .from(replyTemplate)
    .where(eq(replyTemplate.serviceId, tx.actor.serviceId))
    .orderBy(asc(key), asc(language));
}

/** Keeps words under a name, for one language; the same name and language again replaces them. For managers. */
export async function keepTemplate(
  tx: Tx<StaffActor>,
  { key, language, words }: ReplyTemplate,
): Promise<void> {
  const { serviceId } = tx.actor;
  const { version } = replyTemplate;
  await tx
    .insert(replyTemplate)
    .values({ serviceId, key, language, words })
    .onConflictDoUpdate({
      target: [replyTemplate.serviceId, replyTemplate.key, replyTemplate.language],
      set: { words, version: sql`${version} + 1` },
    });
  tx.record({ action: 'reply_template.kept', subjectId: serviceId, details: { key, language } });
}

/** Takes words out of the list. */
export async function dropTemplate(tx: Tx<StaffActor>, key: string, language: string): Promise<void> {
  const { serviceId } = tx.actor;
  await tx
    .delete(replyTemplate)
    .where(
      and(
        eq(replyTemplate.serviceId, serviceId),
        eq(replyTemplate.key, key),
        eq(replyTemplate.language, language),
      ),
    );
  tx.record({ action: 'reply_template.dropped', subjectId: serviceId, details: { key, language } });
}
