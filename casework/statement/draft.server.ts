import { randomUUID } from 'node:crypto';
import { and, asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { draftBeside, statementDraft } from '#db/schema/statement.ts';
import { type Sealer, sealerOf } from '#db/sealing.server.ts';
import type { Tx, VictimActor } from '#db/transaction.server.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import { type Audience, audiences, type PieceName, pieceNames } from './rules.ts';

const pieceKept = z.object({ words: z.string(), version: z.number(), page: z.string(), turn: z.number() });
const wordsKept = z.object({
  pieces: z.partialRecord(z.enum(pieceNames), pieceKept),
  audiences: z.partialRecord(z.enum(audiences), z.enum(['agreed', 'declined'])),
});
const besideKept = pieceKept.extend({ piece: z.enum(pieceNames) });
type WordsKept = z.output<typeof wordsKept>;

/** One part of a draft as a page sends it: see `draftForm`. */
export type SentPiece = {
  caseId: string;
  piece: PieceName;
  words: string;
  page: string;
  version: number;
  turn: number;
  language: string;
};

export type Draft = {
  draftId: string;
  savedAt: Date;
  /** Grows with every change of the words or of who may read them. */
  version: number;
  pieces: Partial<Record<PieceName, { words: string; version: number }>>;
  audiences: Partial<Record<Audience, 'agreed' | 'declined'>>;
};

type Row = Pick<typeof statementDraft.$inferSelect, 'id' | 'sealedWords' | 'savedAt' | 'version'>;

const draftPlace = (id: string) => ({ table: 'statement_draft', column: 'sealed_words', row: id });
const besidePlace = (id: string) => ({ table: 'draft_beside', column: 'sealed_words', row: id });
const empty: WordsKept = { pieces: {}, audiences: {} };

const ofMine = ({ actor }: Tx<VictimActor>, caseId: string) =>
  and(
    eq(statementDraft.serviceId, actor.serviceId),
    eq(statementDraft.victimId, actor.victimId),
    eq(statementDraft.authorId, actor.personId),
    eq(statementDraft.caseId, caseId),
  );

const columns = {
  id: statementDraft.id,
  sealedWords: statementDraft.sealedWords,
  savedAt: statementDraft.savedAt,
  version: statementDraft.version,
};

const openedWith = (sealer: Sealer, { id, sealedWords }: Row): WordsKept =>
  wordsKept.parse(JSON.parse(sealer.open(draftPlace(id), sealedWords)));

/** What whoever is signed in is writing in a case, or null before they began. Nobody else can ask for it. */
export async function draftOf(tx: Tx<VictimActor>, caseId: string): Promise<Draft | null> {
  return opened(tx, await tx.select(columns).from(statementDraft).where(ofMine(tx, caseId)));
}

/** The same, once whoever saves at this moment is done; whoever saves after that waits until this one's end. */
export async function draftToSend(tx: Tx<VictimActor>, caseId: string): Promise<Draft | null> {
  return opened(tx, await tx.select(columns).from(statementDraft).where(ofMine(tx, caseId)).for('update'));
}

async function opened(tx: Tx<VictimActor>, [row]: readonly Row[]): Promise<Draft | null> {
  if (!row) return null;
  const kept = openedWith(await sealerOf(tx, tx.actor.victimId), row);
  return { draftId: row.id, savedAt: row.savedAt, version: row.version, ...kept };
}

/** The draft, locked, made first where there is none. The database refuses a case that is not this person's. */
async function lockedDraft(tx: Tx<VictimActor>, caseId: string, language: string) {
  const { serviceId, victimId, personId } = tx.actor;
  const sealer = await sealerOf(tx, victimId);
  const id = randomUUID();
  const sealedWords = sealer.seal(draftPlace(id), JSON.stringify(empty));
  await tx
    .insert(statementDraft)
    .values({ serviceId, id, victimId, caseId, authorId: personId, sealedWords, language })
    .onConflictDoNothing();
  const [row] = await tx.select(columns).from(statementDraft).where(ofMine(tx, caseId)).for('update');
  if (!row) throw new NotThereError();
  return { sealer, row, kept: openedWith(sealer, row) };
}

async function write(tx: Tx<VictimActor>, sealer: Sealer, id: string, kept: WordsKept): Promise<Date> {
  const savedAt = new Date();
  await tx
    .update(statementDraft)
    .set({
      sealedWords: sealer.seal(draftPlace(id), JSON.stringify(kept)),
      savedAt,
      version: sql`${statementDraft.version} + 1`,
    })
    .where(and(eq(statementDraft.serviceId, tx.actor.serviceId), eq(statementDraft.id, id)));
  return savedAt;
}

type Saved = { version: number; saved: 'kept' | 'beside'; savedAt: Date };

/**
 * Keeps one part of a draft. A page that showed older words than those kept, and did not keep those itself, does not
 * replace them: its text is kept beside, until the person chooses. What a page sent late replaces nothing of its own.
 */
export async function saveDraft(tx: Tx<VictimActor>, sent: SentPiece): Promise<Saved> {
  const { sealer, row, kept } = await lockedDraft(tx, sent.caseId, sent.language);
  const { piece, words, page, turn } = sent;
  const now = kept.pieces[piece] ?? { words: '', version: 0, page: '', turn: 0 };
  const samePage = now.page === page;
  const isLate = samePage && turn > 0 && turn <= now.turn;
  if (now.words === words || isLate) return { version: now.version, saved: 'kept', savedAt: row.savedAt };
  if (!samePage && now.version !== sent.version) return keepBeside(tx, sealer, row.id, sent);
  const version = now.version + 1;
  const savedAt = await write(tx, sealer, row.id, {
    ...kept,
    pieces: { ...kept.pieces, [piece]: { words, version, page, turn } },
  });
  return { version, saved: 'kept', savedAt };
}

async function keepBeside(
  tx: Tx<VictimActor>,
  sealer: Sealer,
  draftId: string,
  sent: SentPiece,
): Promise<Saved> {
  const { serviceId, victimId, personId } = tx.actor;
  const { piece, words, page, version, turn } = sent;
  const savedAt = new Date();
  const sealedWords = sealer.seal(besidePlace(page), JSON.stringify({ piece, words, version, page, turn }));
  await tx
    .insert(draftBeside)
    .values({ serviceId, id: page, draftId, victimId, authorId: personId, sealedWords, savedAt })
    .onConflictDoUpdate({ target: [draftBeside.serviceId, draftBeside.id], set: { sealedWords, savedAt } });
  return { version, saved: 'beside', savedAt };
}

/** Two texts for one part: the one kept first and the one another page sent after it, each with when it was kept. */
export type TwoTexts = {
  besideId: string;
  piece: PieceName;
  version: number;
  first: { words: string; savedAt: Date };
  second: { words: string; savedAt: Date };
};

/** Every text that waits beside a draft, the oldest first. */
export async function twoTextsOf(tx: Tx<VictimActor>, caseId: string): Promise<TwoTexts[]> {
  const { serviceId, victimId } = tx.actor;
  const [row] = await tx.select(columns).from(statementDraft).where(ofMine(tx, caseId));
  if (!row) return [];
  const sealer = await sealerOf(tx, victimId);
  const { pieces } = openedWith(sealer, row);
  const beside = await tx
    .select({ id: draftBeside.id, sealedWords: draftBeside.sealedWords, savedAt: draftBeside.savedAt })
    .from(draftBeside)
    .where(and(eq(draftBeside.serviceId, serviceId), eq(draftBeside.draftId, row.id)))
    .orderBy(asc(draftBeside.savedAt));
  return beside.map(({ id, sealedWords, savedAt }) => {
    const { piece, words } = besideKept.parse(JSON.parse(sealer.open(besidePlace(id), sealedWords)));
    const first = { words: pieces[piece]?.words ?? '', savedAt: row.savedAt };
    const version = pieces[piece]?.version ?? 0;
    return { besideId: id, piece, version, first, second: { words, savedAt } };
  });
}

const joined = {
  first: ({ first }) => first.words,
  second: ({ second }) => second.words,
  both: ({ first, second }) => [first.words, second.words].filter(Boolean).join('\n\n'),
} satisfies Record<'first' | 'second' | 'both', (texts: TwoTexts) => string>;

/**
 * Settles two texts as the person chose. Throws NotThereError where nothing waits, and ChangedMeanwhileError where the
 * words were saved anew since both were shown.
 */
export async function settleTwoTexts(
  tx: Tx<VictimActor>,
  {
    caseId,
    language,
    ...chosen
  }: { caseId: string; language: string; beside: string; version: number; keep: keyof typeof joined },
): Promise<PieceName> {
  const { sealer, row, kept } = await lockedDraft(tx, caseId, language);
  const texts = (await twoTextsOf(tx, caseId)).find(({ besideId }) => besideId === chosen.beside);
  if (!texts) throw new NotThereError();
  if (texts.version !== chosen.version) throw new ChangedMeanwhileError();
  const { piece, version } = texts;
  const words = joined[chosen.keep](texts);
  await write(tx, sealer, row.id, {
    ...kept,
    pieces: { ...kept.pieces, [piece]: { words, version: version + 1, page: '', turn: 0 } },
  });
  await tx
    .delete(draftBeside)
    .where(and(eq(draftBeside.serviceId, tx.actor.serviceId), eq(draftBeside.id, chosen.beside)));
  return piece;
}

/** Keeps with the draft who its author means to let read it. Nobody is asked or told anything before it is sent. */
export async function answerAudiences(
  tx: Tx<VictimActor>,
  caseId: string,
  language: string,
  answers: readonly { audience: Audience; answer: 'agreed' | 'declined' }[],
): Promise<void> {
  const { sealer, row, kept } = await lockedDraft(tx, caseId, language);
  const said = Object.fromEntries(answers.map(({ audience, answer }) => [audience, answer]));
  await write(tx, sealer, row.id, { ...kept, audiences: said });
}

/** Takes away what someone was writing, and whatever waits beside it. */
export async function clearDraft(tx: Tx<VictimActor>, draftId: string): Promise<void> {
  const { serviceId } = tx.actor;
  await tx
    .delete(draftBeside)
    .where(and(eq(draftBeside.serviceId, serviceId), eq(draftBeside.draftId, draftId)));
  await tx
    .delete(statementDraft)
    .where(and(eq(statementDraft.serviceId, serviceId), eq(statementDraft.id, draftId)));
}
