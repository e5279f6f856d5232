import { asc, desc, eq, sql } from 'drizzle-orm';
import type { AuditDetails } from '#db/audit.server.ts';
import { victimCase } from '#db/schema/case.ts';
import { choiceNow } from '#db/schema/choice.ts';
import { contactPreference } from '#db/schema/reach.ts';
import type { Tx } from '#db/transaction.server.ts';
import { cancelWaiting, type Stopped } from '#messaging/outbox.server.ts';
import { NotThereError } from '../refusals.ts';
import { chainStart, type LinkedEntry, type Said, type SaidState, type WordsShown } from './ledger.server.ts';
import { type AfterNo, type Purpose, transition } from './rules.ts';

/** An answer to one question, by the id of the present choice, with the words it answers. */
export type ChoiceAnswer = {
  id: string;
  answer: 'agreed' | 'declined';
  afterNo?: AfterNo | null;
  words: WordsShown;
};

type Present = typeof choiceNow.$inferSelect;
export type Change = { id: string; from: Present['state']; said: Said };

/** Nothing was waiting and nothing had gone. */
export const nothingStopped: Stopped = { stopped: [], left: [] };

/**
 * A person's choices, locked all at once and in the order of their ids, as everyone locks them who needs several:
 * whoever answers for the same person waits here, and so the ledger has one end.
 */
export async function lockPresent(tx: Tx, victimId: string): Promise<Map<string, Present>> {
  const rows = await tx
    .select()
    .from(choiceNow)
    .where(eq(choiceNow.victimId, victimId))
    .orderBy(asc(choiceNow.id))
    .for('update');
  return new Map(rows.map((row) => [row.id, row]));
}

/** The stage at which something is answered: its case's, or for the person's own choices that of their open case. */
export async function stagesOf(tx: Tx, victimId: string): Promise<(caseId: string | null) => string> {
  const cases = await tx
    .select({ id: victimCase.id, stage: victimCase.stage })
    .from(victimCase)
    .where(eq(victimCase.victimId, victimId))
    .orderBy(sql`${victimCase.closedAt} desc nulls first`, desc(victimCase.createdAt));
  return (caseId) => (cases.find(({ id }) => id === caseId) ?? cases[0])?.stage ?? 'first_contact';
}

/** What an answer changes. Throws NotThereError where the choice is not among those present. */
export function changeOf(
  { id, answer, afterNo = null, words }: ChoiceAnswer,
  present: ReadonlyMap<string, Present>,
  stageOf: (caseId: string | null) => string,
): Change {
  const row = present.get(id);
  if (!row) throw new NotThereError();
  const state = transition(row.state, answer === 'agreed' ? 'agree' : 'decline');
  if (!state || state === 'unanswered') throw new Error(`An answer cannot lead to ${state}`);
  const { caseId, purpose, topic, channel } = row;
  const said = { caseId, purpose, topic, channel, state, afterNo: state === 'agreed' ? null : afterNo };
  return { id, from: row.state, said: { ...said, stage: stageOf(caseId), words } };
}

/** The hash a person's next entry follows, and the moment, to the millisecond so that it is read back the same. */
export async function endOfLedger(tx: Tx, victimId: string) {
  const [end] = await tx.execute<{ service_id: string; hash: Buffer | null; at: string }>(sql`
    select app_service() as service_id, date_trunc('milliseconds', clock_timestamp()) as at,
      (select hash from choice where service_id = app_service() and victim_id = ${victimId} order by sequence desc limit 1) as hash`);
  if (!end) throw new Error('PostgreSQL did not say what time it is');
  return { serviceId: end.service_id, hash: end.hash ?? chainStart, at: new Date(end.at) };
}

/** The present state, before anything else: from here on nobody may send by what was agreed until now. */
export async function writePresent(
  tx: Tx,
  changes: readonly Change[],
  entries: readonly LinkedEntry[],
  at: Date,
) {
  const rows = changes.map(({ id, said }, index) => {
    const entryId = entries[index]?.id;
    return sql`(${id}::uuid, ${said.state}::text, ${said.afterNo}::text, ${entryId}::uuid)`;
  });
  await tx.execute(sql`
    update choice_now c set state = said.state, after_no = said.after_no, choice_id = said.choice_id,
      changed_at = ${at.toISOString()}::timestamptz, version = c.version + 1
    from (values ${sql.join(rows, sql`, `)}) as said (id, state, after_no, choice_id)
    where c.service_id = app_service() and c.id = said.id`);
}

/** The channels someone wants stand in their preference in order and in the ledger one by one: both say the same. */
export async function keepChannelsInStep(
  tx: Tx,
  victimId: string,
  changes: readonly Change[],
): Promise<void> {
  const yes = new Map(
    changes.flatMap(({ said }) =>
      said.channel === '' ? [] : [[said.channel, said.state === 'agreed'] as const],
    ),
  );
  if (yes.size === 0) return;
  const mine = eq(contactPreference.victimId, victimId);
  const [before] = await tx
    .select({ channels: contactPreference.channels })
    .from(contactPreference)
    .where(mine);
  if (!before) return;
  const kept = before.channels.filter((channel) => yes.get(channel) !== false);
  const added = [...yes]
    .filter(([channel, agreed]) => agreed && !kept.includes(channel))
    .map(([channel]) => channel);
  await tx
    .update(contactPreference)
    .set({ channels: [...kept, ...added], version: sql`${contactPreference.version} + 1` })
    .where(mine);
}

const isNo = ({ said }: Change) => said.state !== 'agreed';
const isContactItself = ({ said }: Change) => said.purpose === 'contact' && said.channel === '';

/** Stops what waited on a choice that is now a no; a no to contact itself stops everything. */
export async function stopWaiting(tx: Tx, victimId: string, changes: readonly Change[]): Promise<Stopped> {
  const no = changes.filter(isNo);
  if (no.some(isContactItself)) return cancelWaiting(tx, victimId, { all: true }, 'choice_withdrawn');
  const idsWhere = (aChannel: boolean) =>
    no.filter(({ said }) => (said.channel !== '') === aChannel).map(({ id }) => id);
  const [topicChoiceIds, channelChoiceIds] = [idsWhere(false), idsWhere(true)];
  if (no.length === 0) return nothingStopped;
  const reason = topicChoiceIds.length > 0 ? 'choice_withdrawn' : 'channel_off';
  return cancelWaiting(tx, victimId, { topicChoiceIds, channelChoiceIds }, reason);
}

// A yes taken back where something was being built on it may be someone else's doing.
const sudden = {
  contact: true,
  updates: false,
  restorative: true,
  views: true,
  support: true,
  sharing: true,
  feedback: false,
  publication: true,
  co_production: false,
} satisfies Record<Purpose, boolean>;

/** Whether the worker should look, safely, at why someone's answer changed. */
export const isSudden = (change: Change) =>
  isNo(change) && change.from === 'agreed' && change.said.channel === '' && sudden[change.said.purpose];

/** What the audit keeps of an answering: how many, never which. */
export function countsOf(changes: readonly Change[], { stopped, left }: Stopped): AuditDetails {
  const count = (state: SaidState) => changes.filter(({ said }) => said.state === state).length;
  const said = { agreed: count('agreed'), declined: count('declined'), withdrawn: count('withdrawn') };
  return { ...said, stopped: stopped.length, left: left.length };
}
