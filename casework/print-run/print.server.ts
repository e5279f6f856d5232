import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { service } from '#db/schema/service.ts';
import { sealerFrom } from '#db/sealing.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { type LetterOfRun, lettersOfRun } from '#messaging/letters.server.ts';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import type { MessageService } from '#messaging/messages/facts.ts';
import { type LetterWords, letterWords } from '#messaging/messages/letter.server.ts';
import { say } from '#messaging/messages/words.server.ts';
import type { Letter, Letters } from '#messaging/typeset/letters.ts';
import { typesetLetters } from '#messaging/typeset/typeset.server.ts';
import { toSave } from '../brief/print.server.ts';
import { formatCard } from '../invitation/card.ts';
import { squareCodeOf } from '../printed-card/square-code.server.ts';
import { cardAddress } from '../printed-card/store.server.ts';
import { zone } from '../working-day/rules.ts';
import { addressLines } from './letter-shown.server.ts';
import { formatReference } from './reference.ts';

type Language = LetterOfRun['language'];

export type ToPrint = {
  letters: (Letter & { number: number; language: Language })[];
  /** Where a letter that cannot be delivered goes back to: all that may stand on an envelope. */
  returnTo: string;
  /** The same letters, and in which words they are, for `notePrinted`. */
  made: Made[];
};
export type Made = { messageId: string; version: string | null };

/** Every letter of a run, those that were not printed yet as they would leave now, or one. */
export type Wanted = 'all' | 'not_printed' | { letter: string };

const isWanted = ({ id, printed }: LetterOfRun, wanted: Wanted) =>
  wanted === 'all' || (wanted === 'not_printed' ? printed !== 'yes' : wanted.letter === id);

/**
 * The letters of a run that may still go, as they are printed, or some of them. Whoever has said no since is not among them;
 * null where nothing is left to print.
 */
export async function printRunLetters(
  tx: Tx<StaffActor>,
  runId: string,
  wanted: Wanted,
): Promise<ToPrint | null> {
  const { serviceId } = tx.actor;
  const messageService = await messageServiceOf(tx);
  const [here] = await tx
    .select({ returnTo: service.postalAddress })
    .from(service)
    .where(eq(service.id, serviceId));
  if (!here) throw new Error('This service was never set up');
  const from = { ...messageService, ...here };
  const going = (await lettersOfRun(tx, runId))
    .filter((one) => one.outcome === null && one.stops === null && isWanted(one, wanted))
    .flatMap((one) => {
      const letter = printed(serviceId, one, from);
      return letter ? [{ letter, made: { messageId: one.id, version: one.version } }] : [];
    });
  if (going.length === 0) return null;
  return { letters: going.map(({ letter }) => letter), made: going.map(({ made }) => made), ...here };
}

/**
 * Keeps that these letters of a run were printed, in which words, by whom and how many: once there is something to hand over,
 * so that what could not be set was not printed.
 */
export async function notePrinted(tx: Tx<StaffActor>, runId: string, made: readonly Made[]): Promise<void> {
  const { serviceId, staffId } = tx.actor;
  await tx.execute(sql`
    update printed_letter set printed_at = clock_timestamp(), printed_version = made.version
    from json_to_recordset(${JSON.stringify(made)}::json) as made("messageId" uuid, version text)
    where service_id = ${serviceId} and run_id = ${runId} and message_id = made."messageId" and outcome is null`);
  await tx.execute(sql`
    insert into printing (service_id, id, run_id, letters, printed_by)
    values (${serviceId}, ${randomUUID()}, ${runId}, ${made.length}, ${staffId})`);
  tx.record({ action: 'print_run.printed', subjectId: null, details: { runId, letters: made.length } });
}

type From = MessageService & { returnTo: string };

function printed(serviceId: string, letter: LetterOfRun, from: From): ToPrint['letters'][number] | null {
  const { language, format, largePrint, number } = letter;
  const reference = formatReference(letter.reference);
  const sealer = sealerFrom(serviceId, letter.victimId, letter.wrapped);
  const words = letterWords(sealer, letter, from);
  const address = addressLines(serviceId, letter);
  if (!address) return null;
  const { subject, paragraphs, card } = words;
  return {
    ...{ number, language, address, reference, paragraphs, large: largePrint || format === 'large_print' },
    from: [from.discreetName, from.returnTo, from.phone],
    facts: [
      { label: say(language, 'letter.date'), value: dayIn(language, new Date()) },
      { label: say(language, 'letter.reference'), value: reference },
    ],
    subject: subject ?? from.discreetName,
    card: card && cardOf(card, language, from.site),
  };
}

function cardOf(
  { locator, secret }: NonNullable<LetterWords['card']>,
  language: Language,
  site: string,
): Letter['card'] {
  return {
    ...{ site, cut: say(language, 'letter.cut') },
    facts: [
      { label: say(language, 'letter.card'), value: locator },
      { label: say(language, 'letter.secret'), value: secretShown(locator, secret) },
    ],
    square: { ...squareCodeOf(cardAddress), says: say(language, 'letter.square', { site }) },
  };
}

const secretShown = (locator: string, secret: string) =>
  secret.includes('-') ? secret : formatCard({ locator, secret }).slice(locator.length + 1);

const tags = { en: 'en-GB', cy: 'cy', pl: 'pl', ur: 'ur', ar: 'ar' } as const satisfies Record<
  Language,
  string
>;

const dayIn = (language: Language, day: Date) =>
  new Intl.DateTimeFormat(tags[language], {
    ...{ dateStyle: 'long', timeZone: zone, calendar: 'gregory', numberingSystem: 'latn' },
  }).format(day);

/** Letters with the sheet that goes on top of them, as one PDF to save. Throws TooBusyError where too many are being printed. */
export async function lettersPdf(letters: Letters): Promise<Response> {
  return toSave(await typesetLetters(letters), 'letters');
}
