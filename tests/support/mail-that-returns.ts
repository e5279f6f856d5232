import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import nodemailer from 'nodemailer';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { attemptsOf } from '../../casework/contact-attempt/store.server.ts';
import { textsReceived } from '../../casework/inbound-text/store.server.ts';
import { tokenHash } from '../../db/sealing.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { sendDue } from '../../messaging/deliver.server.ts';
import { returnAddress } from '../../messaging/mail-in/address.ts';
import { listenForMail } from '../../messaging/mail-in/listen.server.ts';
import type { Provider } from '../../messaging/providers/provider.ts';
import type { House } from './house.ts';
import { messagesIn, nudge, wednesdayNoon } from './messages-in.ts';
import type { ReachablePerson } from './reachable-person.ts';

export const returnDomain = 'return.harbour.example.org';

/** A mail server that hands e-mails on to a port: what it is answered is 250, or the figures and status of a no. */
export function handingTo(port: number) {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  const over = (to: string | string[], raw: string | Buffer, from = ''): Promise<string> =>
    transport.sendMail({ envelope: { from, to }, raw }).then(
      () => '250',
      (error: unknown) =>
        error instanceof Error && 'response' in error ? said(error.response) : String(error),
    );
  return { over, close: () => transport.close() };
}

/** The worker's ear for what comes back, on a port of its own. */
async function anEar() {
  const server = listenForMail({ port: 0, host: '127.0.0.1', domain: returnDomain });
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  const { over, close } = handingTo(address.port);
  return {
    port: address.port,
    hand: over,
    close: async () => {
      close();
      await new Promise<void>((closed) => server.close(closed));
    },
  };
}

const said = (response: unknown) => String(response).slice(0, 9);

const lines = (...all: string[]) => all.join('\r\n');

/** A delivery report as RFC 3464 has it. */
export function deliveryReport(fields: { action: string; status: string }, kind = 'delivery-status'): string {
  return lines(
    'From: Mail Delivery System <MAILER-DAEMON@mx.example.org>',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${kind}; boundary="b"`,
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'I am sorry to have to inform you.',
    '--b',
    `Content-Type: message/${kind}`,
    '',
    'Reporting-MTA: dns; mx.example.org',
    '',
    'Final-Recipient: rfc822; somebody@example.org',
    `Action: ${fields.action}`,
    `Status: ${fields.status}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'Subject: Something new for you',
    '--b--',
    '',
  );
}

/** What somebody writes in answer. */
export function answer(text: string, headers: string[] = []): string {
  return lines(
    'From: Somebody <somebody@example.org>',
    'Subject: Re: Something new for you',
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  );
}

const taking: Provider = {
  name: 'smtp',
  submit: async ({ messageId }) => ({ state: 'accepted', providerId: `<${messageId}@harbour.example.org>` }),
  close: async () => undefined,
};

/** E-mails that left for people of a house, the ear for what comes back of them, and what became of it. */
export function mailThatReturns(house: House) {
  const { db, newPerson, queue, emptyQueue } = messagesIn(house);
  const open: { ear?: Awaited<ReturnType<typeof anEar>> } = {};
  beforeAll(async () => {
    open.ear = await anEar();
  });
  afterAll(() => open.ear?.close());
  beforeEach(() => emptyQueue());
  const emailTo = async (person: ReachablePerson, facts = nudge) => {
    const id = await queue(person, facts, 'email');
    await sendDue(house.here.id, { at: wednesdayNoon, providerFor: () => taking });
    const token = randomBytes(24).toString('base64url');
    await db()`update attempt set callback_hash = ${tokenHash(token)} where message_id = ${id}`;
    return { id, address: returnAddress(token, returnDomain) };
  };
  return {
    ear: () => {
      if (!open.ear) throw new Error('Only inside a test');
      return open.ear;
    },
    /** An e-mail that left for somebody, and the address made for it. */
    emailTo,
    someoneWritten: async () => {
      const person = await newPerson();
      return { person, ...(await emailTo(person)) };
    },
    isBad: async ({ email }: ReachablePerson) => {
      const [row] = await db()`select bad_at is not null as bad from contact_point where id = ${email.id}`;
      return row?.bad;
    },
    isStopped: async ({ serviceId, email }: ReachablePerson) => {
      const [row] = await db()`
        select s.suppressed_at is not null as stopped, s.reason
        from suppression s join contact_point p using (service_id, kind, blind_index)
        where p.service_id = ${serviceId} and p.id = ${email.id}`;
      return row;
    },
    logOf: ({ caseId }: ReachablePerson) => transactionAs(house.here.worker, (tx) => attemptsOf(tx, caseId)),
    wordsOf: ({ victimId }: ReachablePerson, staff = house.here.worker) =>
      transactionAs(staff, (tx) => textsReceived(tx, victimId)),
  };
}
