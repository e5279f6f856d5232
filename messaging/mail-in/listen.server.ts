import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { DatabaseUnavailableError } from '#db/transaction.server.ts';
import { log } from '#log';
import { messageOfToken } from '../receipts.server.ts';
import { tokenIn } from './address.ts';
import { type MailIn, readMail, TooManyWordsError } from './read.server.ts';
import { takeMail } from './take.server.ts';

const mostBytes = 10 * 1024 * 1024;

/** What a mail server is told no with. Below 500 it keeps the e-mail and comes again. */
class Refusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, words: string) {
    super(words);
    this.responseCode = responseCode;
  }
}

const nobody = () => new Refusal(550, '5.1.1 No such mailbox');
const oneAtATime = () => new Refusal(452, '4.5.3 One recipient at a time');
const tooLarge = () => new Refusal(552, '5.3.4 Too large: please send the words alone, or ring');
const unreadable = () => new Refusal(554, '5.6.0 This could not be read');
const later = () => new Refusal(451, '4.3.0 Not now, please try again');

/**
 * Listens for what comes back of our e-mails, by SMTP, from the mail server that is in front of `domain`. An address that
 * no attempt has is refused; whatever is not taken is refused too, so that the server that has it keeps it or says so to
 * whoever wrote it.
 */
export function listenForMail({
  port,
  host,
  domain,
}: {
  port: number;
  host: string;
  domain: string;
}): SMTPServer {
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true },
    ...{ size: mostBytes, maxClients: 20, socketTimeout: 60_000, closeTimeout: 2_000 },
    onRcptTo: ({ address }, session, done) => void answered(mayCome(address, session, domain), done),
    onData: (stream, session, done) => void answered(takeIn(stream, session, domain), done),
  });
  // A connection that breaks off has handed nothing over.
  server.on('error', (error) => log.warn({ error }, 'an e-mail that came back was not handed over whole'));
  server.listen(port, host);
  return server;
}

async function answered(work: Promise<void>, done: (refusal?: Error | null) => void): Promise<void> {
  const refusal = await work.then(() => null, asRefusal);
  done(refusal);
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof DatabaseUnavailableError))
    log.error({ error }, 'an e-mail that came back could not be taken');
  return later();
}

async function mayCome(address: string, { envelope }: SMTPServerSession, domain: string): Promise<void> {
  if (envelope.rcptTo.length > 0) throw oneAtATime();
  const token = tokenIn(address, domain);
  if (!token || !(await messageOfToken(token))) throw nobody();
}

async function takeIn(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
  domain: string,
): Promise<void> {
  const raw = await wholeOf(stream);
  const [to] = envelope.rcptTo;
  const token = to && tokenIn(to.address, domain);
  if (!token) throw nobody();
  const mail = await readMail(raw, envelope.mailFrom ? envelope.mailFrom.address : '').catch(asUnreadable);
  if (!(await takeMail(token, mail))) throw nobody();
}

// All of it is taken off the line, or the answer would never be heard; no more than fits is kept.
async function wholeOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  if (stream.sizeExceeded) throw tooLarge();
  return Buffer.concat(chunks);
}

function asUnreadable(error: unknown): Promise<MailIn> {
  return Promise.reject(error instanceof TooManyWordsError ? tooLarge() : unreadable());
}
