import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { extract } from '#db/schema/extract.ts';
import { statement, statementAudience } from '#db/schema/statement.ts';
import { victim } from '#db/schema/victim.ts';
import { sealerOf } from '#db/sealing.server.ts';
import type { StaffActor, Tx, VictimActor } from '#db/transaction.server.ts';
import { victimOfCase } from '../case/store.server.ts';
import type { Asked, WordsShown } from '../choice/ledger.server.ts';
import type { Capacity } from '../choice/rules.ts';
import { answerChoices, choicesOf } from '../choice/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { victimOf } from '../victim/store.server.ts';
import { clearDraft, draftToSend, twoTextsOf } from './draft.server.ts';
import type { TakenDown } from './form.server.ts';
import { unaskOfWords } from './notice.server.ts';
import { type Audience, kindOf, type Part, partsOf, tooManyWords, wordsIn } from './rules.ts';
import { sealedParts } from './words.server.ts';

/** An answer to "may they read it?", with the exact words it answers. */
export type AudienceAnswer = { audience: Audience; answer: 'agreed' | 'declined'; words: WordsShown };

/** What stands between a draft and its being sent: keys of the casework words. */
export type NotSent =
  | 'statement.words.missing'
  | 'statement.words.tooLong'
  | 'statement.words.two'
  | 'statement.words.changed'
  | 'statement.audience.missing';

async function problemOf(
  tx: Tx<VictimActor>,
  caseId: string,
  parts: readonly Part[],
  answers: readonly AudienceAnswer[],
): Promise<NotSent | null> {
  if ((await twoTextsOf(tx, caseId)).length > 0) return 'statement.words.two';
  if (parts.length === 0) return 'statement.words.missing';
  if (tooManyWords(parts)) return 'statement.words.tooLong';
  return answers.some(({ answer }) => answer === 'agreed') ? null : 'statement.audience.missing';
}

// Whoever adds to what is said in one person's name waits here, so that each statement has a number of its own.
const inTurn = (tx: Tx, victimId: string) =>
  tx.select({ id: victim.id }).from(victim).where(eq(victim.id, victimId)).for('update');

type Answered = { victimId: string; caseId: string; statementId: string; answers: readonly AudienceAnswer[] };

/** Writes the answers into the ledger first: an audience without the choice it stands on is refused by the database. */
async function chooseAudiences(
  tx: Tx<VictimActor> | Tx<StaffActor>,
  { victimId, caseId, answers }: Omit<Answered, 'statementId'>,
  asked: Omit<Asked, 'words'>,
) {
  const present = await choicesOf(tx, victimId);
  const said = answers.flatMap(({ audience, answer, words }) => {
    const now = present.find(
      (one) => one.purpose === 'views' && one.topic === audience && one.caseId === caseId,
    );
    // A no to these words does not take back the yes that was given to others.
    const saysNothing = answer === 'declined' && now?.state === 'agreed';
    return now && !saysNothing ? [{ id: now.id, answer, words }] : [];
  });
  await answerChoices(tx, victimId, said, asked);
}

async function keepAudiences(
  tx: Tx<VictimActor> | Tx<StaffActor>,
  { victimId, statementId, answers }: Omit<Answered, 'caseId'>,
) {
  const { serviceId } = tx.actor;
  const agreed = answers.filter(({ answer }) => answer === 'agreed');
  if (agreed.length === 0) return;
  await tx
    .insert(statementAudience)
    .values(agreed.map(({ audience }) => ({ serviceId, statementId, victimId, audience })));
}

type ToSend = {
  caseId: string;
  /** Which version of the draft was looked at before it was sent: another one is not sent unseen. */
  shown: number;
  answers: readonly AudienceAnswer[];
  capacity: Capacity;
  asked: Omit<Asked, 'words'>;
};

/**
 * Sends what someone wrote to those they said yes to, and to nobody else: the ledger, the statement and its audiences in
 * one transaction, and the draft is gone. Gives back its number, or what stands in the way, and then nothing was sent.
 */
export async function sendStatement(
  tx: Tx<VictimActor>,
  { caseId, shown, answers, capacity, asked }: ToSend,
): Promise<{ number: number } | { problem: NotSent }> {
  const { serviceId, victimId, personId } = tx.actor;
  await inTurn(tx, victimId);
  const [draft, person] = [await draftToSend(tx, caseId), await victimOf(tx, victimId)];
  if (!draft || !person) return { problem: 'statement.words.missing' };
  if (draft.version !== shown) return { problem: 'statement.words.changed' };
  const kind = kindOf(person.basis);
  const parts = partsOf(kind, draft.pieces);
  const problem = await problemOf(tx, caseId, parts, answers);
  if (problem) return { problem };
  await chooseAudiences(tx, { victimId, caseId, answers }, asked);
  const statementId = randomUUID();
  const now = new Date();
  const written = {
    kind,
    capacity,
    mode: parts.some(({ question }) => question) ? ('guided' as const) : ('free' as const),
  };
  const [made] = await tx
    .insert(statement)
    .values({
      ...{ serviceId, id: statementId, victimId, caseId, authorId: personId, ...written },
      ...{
        sealedWords: sealedParts(await sealerOf(tx, victimId), statementId, parts),
        wordCount: wordsIn(parts),
      },
      ...{ language: asked.language, how: 'portal' as const, state: 'sent' as const, sentAt: now },
    })
    .returning({ number: statement.number });
  if (!made) throw new NotThereError();
  await keepAudiences(tx, { victimId, statementId, answers });
  await clearDraft(tx, draft.draftId);
  tx.record({ action: 'statement.sent', subjectId: victimId, details: { statementId, caseId } });
  return made;
}

type ToTakeDown = TakenDown & { answers: readonly AudienceAnswer[]; asked: Omit<Asked, 'words'> };

/**
 * Takes down what someone said, word for word, with whom they said may read it. It is theirs to confirm, on their own
 * page or read back to them; until then nobody else reads it. Throws NotThereError when the case is not open to them.
 */
export async function takeDownStatement(
  tx: Tx<StaffActor>,
  caseId: string,
  { words, how, capacity, language, answers, asked }: ToTakeDown,
): Promise<{ statementId: string; number: number }> {
  const { serviceId, staffId } = tx.actor;
  const victimId = await victimOfCase(tx, caseId);
  await inTurn(tx, victimId);
  const person = await victimOf(tx, victimId);
  if (!person) throw new NotThereError();
  await chooseAudiences(tx, { victimId, caseId, answers }, asked);
  const statementId = randomUUID();
  const parts: Part[] = [{ question: null, words }];
  const [made] = await tx
    .insert(statement)
    .values({
      ...{ serviceId, id: statementId, victimId, caseId, authorId: victimId, capacity, language, how },
      ...{
        kind: kindOf(person.basis),
        mode: 'free' as const,
        state: 'to_confirm' as const,
        takenBy: staffId,
      },
      ...{
        sealedWords: sealedParts(await sealerOf(tx, victimId), statementId, parts),
        wordCount: wordsIn(parts),
      },
    })
    .returning({ number: statement.number });
  if (!made) throw new NotThereError();
  await keepAudiences(tx, { victimId, statementId, answers });
  tx.record({ action: 'statement.taken_down', subjectId: victimId, details: { statementId, caseId, how } });
  return { statementId, ...made };
}

const changedTo = { version: sql`${statement.version} + 1` };
const one = (tx: Tx<VictimActor> | Tx<StaffActor>, statementId: string) =>
  and(eq(statement.serviceId, tx.actor.serviceId), eq(statement.id, statementId));

/**
 * Says that what was taken down is what was said: by the person on their page, or by staff who read it back to them.
 * From now on it is sent. Throws NotThereError where nothing waits for that.
 */
export async function confirmStatement(
  tx: Tx<VictimActor> | Tx<StaffActor>,
  statementId: string,
): Promise<void> {
  const confirmedHow = tx.actor.role === 'victim' ? ('portal' as const) : ('read_back' as const);
  const [confirmed] = await tx
    .update(statement)
    .set({ state: 'sent', sentAt: new Date(), confirmedHow, ...changedTo })
    .where(and(one(tx, statementId), eq(statement.state, 'to_confirm')))
    .returning({ victimId: statement.victimId });
  if (!confirmed) throw new NotThereError();
  tx.record({
    action: 'statement.confirmed',
    subjectId: confirmed.victimId,
    details: { statementId, confirmedHow },
  });
}

/**
 * Takes a statement back, and with it everyone's leave to read it. Throws NotThereError where there is nothing to take
 * back: it is gone already, or it was used and is with those it was for.
 */
export async function withdrawStatement(
  tx: Tx<VictimActor> | Tx<StaffActor>,
  statementId: string,
): Promise<void> {
  const [withdrawn] = await tx
    .update(statement)
    .set({ state: 'withdrawn', withdrawnAt: new Date(), ...changedTo })
    .where(
      and(one(tx, statementId), inArray(statement.state, ['to_confirm', 'sent']), isNull(statement.usedAt)),
    )
    .returning({ victimId: statement.victimId });
  if (!withdrawn) throw new NotThereError();
  await tx
    .update(statementAudience)
    .set({ endedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(statementAudience.serviceId, tx.actor.serviceId),
        eq(statementAudience.statementId, statementId),
        isNull(statementAudience.endedAt),
      ),
    );
  // The database ended what was proposed of it: nobody is told any more that they are asked about that.
  const { caseId, audience } = extract;
  const cutFrom = await tx
    .selectDistinct({ caseId, audience })
    .from(extract)
    .where(and(eq(extract.serviceId, tx.actor.serviceId), eq(extract.statementId, statementId)));
  for (const about of cutFrom) await unaskOfWords(tx, { ...about, victimId: withdrawn.victimId });
  tx.record({ action: 'statement.withdrawn', subjectId: withdrawn.victimId, details: { statementId } });
}
