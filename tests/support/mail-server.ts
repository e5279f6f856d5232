import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type Arrived = { mail: ParsedMail; from: string; to: string[] };
export type MailServer = { url: string; arrived: Arrived[]; close(): Promise<void> };

/** A mail server that takes every letter, each in so many ms, but those to `unknown`, whom it says it does not know. */
export async function startMailServer(unknown: string, takesMs = 0): Promise<MailServer> {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true,
    // A sender keeps its connection for the next letter; whoever closes the server has none to come.
    closeTimeout: 100,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(address === unknown ? Object.assign(new Error('No such mailbox'), { responseCode: 550 }) : null),
    onData: async (stream, { envelope }, done) => {
      const mail = await simpleParser(Buffer.concat(await stream.toArray()));
      await pause(takesMs);
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      arrived.push({ mail, from, to: envelope.rcptTo.map(({ address }) => address) });
      done();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    arrived,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
