import { createHash } from 'node:crypto';
import { type ParsedMail, simpleParser } from 'mailparser';
import { type Report, reportIn, reportInWords } from './report.ts';

/**
 * An e-mail that came to one of our addresses: a mail server's report, or words, from a person or from a machine of theirs
 * that answers by itself. `id` is the same whenever the same e-mail comes again.
 */
export type MailIn =
  | { is: 'report'; report: Report }
  | {
      is: 'words';
      id: string;
      itself: boolean;
      subject: string;
      text: string;
      attachments: number;
    };

/** More words than a person writes. */
export class TooManyWordsError extends Error {
  override name = 'TooManyWordsError';
}

const mostWords = 200_000;
// Mark-up is turned into words while everything else waits.
const longestMarkUp = 400_000;
const forMachines = /^message\/(global-)?delivery-status$/;
const mailServer = /^(mailer-daemon|postmaster|mail-?delivery|mdaemon)@/i;

/** Reads an e-mail as it came; `from` is its envelope sender, empty for what a mail server says of itself. */
export async function readMail(raw: Buffer, from: string): Promise<MailIn> {
  const options = { keepDeliveryStatus: true, skipTextToHtml: true, maxHtmlLengthToParse: longestMarkUp };
  const parsed: Promise<ParsedMail> = simpleParser(raw, options);
  const mail = await parsed;
  const report = reportOf(mail, from);
  if (report) return { is: 'report', report };
  const { subject = '' } = mail;
  const text = textOf(mail);
  if (text.length > mostWords) throw new TooManyWordsError();
  const id = idOf([mail.messageId, mail.date?.toISOString(), mail.from?.text, subject, text]);
  return {
    ...{ is: 'words', id, itself: answersItself(mail, from), subject, text },
    attachments: mail.attachments.length,
  };
}

function textOf({ text = '', html }: ParsedMail): string {
  if (html && html.length > longestMarkUp && !text.trim()) throw new TooManyWordsError();
  return text;
}

function reportOf(mail: ParsedMail, from: string): Report | null {
  const { subject = '', text = '' } = mail;
  const parts = mail.attachments.filter(({ contentType }) => forMachines.test(contentType));
  for (const { content } of parts) {
    const report = reportIn(content.toString('utf8'));
    if (report) return report;
  }
  if (mail.headers.has('x-failed-recipients')) return reportInWords('undelivered', text);
  const senders = [from, ...(mail.from?.value ?? []).map(({ address = '' }) => address)];
  return senders.some((sender) => mailServer.test(sender)) ? reportInWords(subject, text) : null;
}

// RFC 3834, and what those say that never heard of it.
function answersItself({ headers }: ParsedMail, from: string): boolean {
  const said = (name: string) => String(headers.get(name) ?? '').toLowerCase();
  const automatic = said('auto-submitted');
  return (
    from === '' ||
    (automatic !== '' && !automatic.startsWith('no')) ||
    ['bulk', 'junk', 'auto_reply'].includes(said('precedence')) ||
    ['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => headers.has(name))
  );
}

function idOf(parts: readonly (string | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
