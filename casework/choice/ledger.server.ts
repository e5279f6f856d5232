import { createHash, randomUUID } from 'node:crypto';
import { choice, wording } from '#db/schema/choice.ts';
import type { contactPreference } from '#db/schema/reach.ts';
import type { Tx } from '#db/transaction.server.ts';
import type { AfterNo, Capacity, ChoiceKey, ChoiceState, WayAnswered } from './rules.ts';

/** The exact words someone was shown, or that were read out to them. */
export type WordsShown = { key: string; text: string; reviewState: 'source' | 'machine' | 'reviewed' };

/** How a question was put and who answered it. `askedBy` is a member of staff, or null where a page asked. */
export type Asked = {
  how: WayAnswered;
  askedBy: string | null;
  answeredAs: Capacity;
  language: typeof contactPreference.$inferSelect.languageWritten;
  format: string;
  words: WordsShown;
};

export type SaidState = Exclude<ChoiceState, 'unanswered'>;
/** One answer as the ledger takes it: which question, what state it led to, at what stage, in answer to what words. */
export type Said = ChoiceKey & {
  caseId: string | null;
  state: SaidState;
  afterNo: AfterNo | null;
  stage: string;
  words: WordsShown;
};

export type LedgerRow = typeof choice.$inferSelect;
export type LinkedEntry = Omit<LedgerRow, 'sequence'>;
type Entry = Omit<LinkedEntry, 'previousHash' | 'hash'>;

/** Before the first entry of a person comes nothing: thirty-two zero bytes. */
export const chainStart = Buffer.alloc(32);

const wordingHash = (key: string, language: string, words: string) =>
  createHash('sha256').update(`${key}|${language}|${words}`).digest();

// An array, not an object: what is hashed must not depend on the order a driver lists columns in.
const canonical = (entry: Entry) =>
  JSON.stringify([
    entry.serviceId,
    entry.victimId,
    entry.id,
    entry.caseId,
    entry.purpose,
    entry.topic,
    entry.channel,
    entry.state,
    entry.afterNo,
    entry.wordingHash?.toString('hex') ?? null,
    entry.reviewState,
    entry.language,
    entry.format,
    entry.how,
    entry.askedBy,
    entry.answeredAs,
    entry.stage,
    entry.at.toISOString(),
  ]);

const hashOf = (previous: Buffer, entry: Entry) =>
  createHash('sha256').update(previous).update(canonical(entry)).digest();

/** Entries for what was said, each hashed over the one before it; `last` is the end of the person's ledger and now. */
export function linkedEntries(
  person: { serviceId: string; victimId: string },
  said: readonly Said[],
  asked: Omit<Asked, 'words'>,
  last: { hash: Buffer; at: Date },
): LinkedEntry[] {
  const { language, format, how, askedBy, answeredAs } = asked;
  let previousHash = last.hash;
  return said.map(({ words, ...one }) => {
    const shown = {
      wordingHash: wordingHash(words.key, language, words.text),
      reviewState: words.reviewState,
    };
    const circumstances = { language, format, how, askedBy, answeredAs, at: last.at };
    const entry = { ...person, id: randomUUID(), ...one, ...shown, ...circumstances };
    const linked = { ...entry, previousHash, hash: hashOf(previousHash, entry) };
    previousHash = linked.hash;
    return linked;
  });
}

/** Adds entries to the ledger, and the words they answer where nobody was shown them before. */
export async function appendToLedger(
  tx: Tx,
  entries: readonly LinkedEntry[],
  said: readonly Said[],
  language: Asked['language'],
): Promise<void> {
  const words = said.map(({ words: { key, text, reviewState } }) => {
    return { hash: wordingHash(key, language, text), key, language, words: text, reviewState };
  });
  await tx.insert(wording).values(words).onConflictDoNothing();
  await tx.insert(choice).values([...entries]);
}

export type LedgerFault = 'entry_changed' | 'entry_missing' | 'words_changed' | 'present_differs';
export type EntryWithWords = {
  entry: LedgerRow;
  words: { key: string; language: string; words: string } | null;
};

function faultOf({ entry, words }: EntryWithWords, previous: Buffer): LedgerFault | null {
  if (!entry.previousHash.equals(previous)) return 'entry_missing';
  if (!entry.hash.equals(hashOf(previous, entry))) return 'entry_changed';
  const shown = words && wordingHash(words.key, words.language, words.words);
  const same = entry.wordingHash === null || shown?.equals(entry.wordingHash);
  return same ? null : 'words_changed';
}

/** The first entry of a person's ledger, given oldest first, that does not follow from the one before it; or null. */
export function firstFault(entries: readonly EntryWithWords[]): { fault: LedgerFault; at: string } | null {
  let previous: Buffer = chainStart;
  for (const one of entries) {
    const fault = faultOf(one, previous);
    if (fault) return { fault, at: one.entry.id };
    previous = one.entry.hash;
  }
  return null;
}
