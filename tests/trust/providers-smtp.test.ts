import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { render } from '../../messaging/messages/render.server.ts';
import type { Outgoing, Provider } from '../../messaging/providers/provider.ts';
import { smtpProvider } from '../../messaging/providers/smtp.server.ts';

const service = {
  discreetName: 'Harbour Team',
  phone: '020 7946 0000',
  councilPhone: '020 7946 0999',
  site: 'harbour.example.org/card',
  textsFrom: null,
};
const closers: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

function email(language: Outgoing['language'], more: Partial<Outgoing> = {}): Outgoing {
  const facts = { kind: 'update', content: 'nudge', phone: service.phone } as const;
  const { subject, text, html } = render({ channel: 'email', language, facts, service });
  return {
    messageId: '0198d3a0-0000-7000-8000-000000000002',
    attempt: 1,
    channel: 'email',
    to: 'amira@example.com',
    from: service.discreetName,
    language,
    subject,
    text,
    html,
    callbackUrl: null,
    validForSeconds: null,
    ...more,
  };
}

function providerAt(port: number, timeoutMs = 5_000): Provider {
  const url = `smtp://127.0.0.1:${port}`;
  const provider = smtpProvider({ url, from: 'post@harbour.example.org', timeoutMs });
  closers.push(() => provider.close());
  return provider;
}

type Received = { raw: string; mail: ParsedMail; envelope: { from: string; to: string[] } };

async function mailServer(options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: async (stream, { envelope }, done) => {
      const chunks = await stream.toArray();
      const raw = Buffer.concat(chunks).toString('utf8');
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      const to = envelope.rcptTo.map(({ address }) => address);
      received.push({ raw, mail: await simpleParser(raw), envelope: { from, to } });
      done();
    },
    ...options,
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  closers.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: portOf(server.server), received };
}

function portOf(server: { address(): unknown }): number {
  const address = server.address();
  if (typeof address === 'object' && address && 'port' in address) return Number(address.port);
  throw new Error('No port was given');
}

const refusal = (responseCode: number) => Object.assign(new Error('No'), { responseCode });

describe('an e-mail that arrives', () => {
  test('has both parts, says it is automatic, and shows only the neutral name', async () => {
    const { port, received } = await mailServer();
    const sent = email('en');
    const outcome = await providerAt(port).submit(sent);
    const [letter] = received;
    expect(outcome).toEqual({
      state: 'accepted',
      providerId: '<0198d3a0-0000-7000-8000-000000000002@harbour.example.org>',
    });
    expect(letter?.envelope).toEqual({ from: 'post@harbour.example.org', to: ['amira@example.com'] });
    expect(letter?.mail.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' });
    expect(letter?.mail.from?.value).toEqual([{ name: 'Harbour Team', address: 'post@harbour.example.org' }]);
    expect(letter?.mail.subject).toBe('Something new for you');
    expect(letter?.mail.text?.trim()).toBe(sent.text);
    expect(letter?.mail.html).toContain('<html lang="en" dir="ltr">');
    expect(letter?.mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(letter?.mail.headers.get('x-auto-response-suppress')).toBe('All');
    expect(letter?.mail.headers.get('content-language')).toBe('en');
    expect(letter?.mail.headers.has('x-mailer')).toBe(false);
  });

  test('fetches nothing when it is opened', async () => {
    const { port, received } = await mailServer();
    await providerAt(port).submit(email('en'));
    expect(received[0]?.mail.attachments).toEqual([]);
    expect(received[0]?.mail.html).not.toMatch(/<img|<a |<script|<link|https?:|url\(/i);
  });

  test('comes back where it is told to, and has a link for one press where it is given one', async () => {
    const { port, received } = await mailServer();
    const [returnTo, optOut] = [`${'0'.repeat(48)}@return.example.org`, 'https://heard.example.org/post/0'];
    await providerAt(port).submit(email('en', { returnTo, optOut }));
    const [letter] = received;
    expect(letter?.envelope).toEqual({ from: returnTo, to: ['amira@example.com'] });
    expect(letter?.mail.from?.value[0]?.address).toBe('post@harbour.example.org');
    expect(letter?.mail.replyTo?.value[0]?.address).toBe(returnTo);
    expect(letter?.raw).toContain(`List-Unsubscribe: <${optOut}>\r\n`);
    expect(letter?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
    expect(letter?.mail.html).not.toContain('https:');
  });

  test('keeps its Message-ID when it is tried again, so that a reader sees it once', async () => {
    const { port, received } = await mailServer();
    const provider = providerAt(port);
    await provider.submit(email('en'));
    await provider.submit(email('en', { attempt: 2 }));
    expect(new Set(received.map(({ mail }) => mail.messageId)).size).toBe(1);
  });

  test('is right in Arabic: subject, both parts, direction, and a name in Latin letters kept apart', async () => {
    const { port, received } = await mailServer();
    const sent = email('ar', { subject: 'جواب من Harbour Team لك' });
    await providerAt(port).submit(sent);
    const mail = received[0]?.mail;
    expect(mail?.subject).toBe('جواب من \u2068Harbour Team\u2069 لك');
    expect(mail?.text?.trim()).toBe(sent.text);
    expect(mail?.html).toContain('<html lang="ar" dir="rtl">');
    expect(mail?.html).toContain('هناك جديد لك.');
    expect(received[0]?.raw).toMatch(/^Subject: =\?UTF-8\?/im);
  });

  test('cannot be given a second recipient or header through an address or a name', async () => {
    const { port, received } = await mailServer();
    const provider = providerAt(port);
    await provider.submit(
      email('en', { from: 'Harbour\r\nBcc: someone@example.net', subject: 'One\r\nX-Two: 2' }),
    );
    const two = await provider.submit(email('en', { to: 'amira@example.com, someone@example.net' }));
    const none = await provider.submit(email('en', { to: '' }));
    expect(two).toMatchObject({ state: 'failed', permanent: true });
    expect(none).toMatchObject({ state: 'failed', permanent: true });
    expect(received.map(({ envelope }) => envelope.to)).toEqual([['amira@example.com']]);
    expect(received[0]?.mail.headers.has('x-two')).toBe(false);
    expect(received[0]?.mail.headers.has('bcc')).toBe(false);
    const back = { returnTo: 'a@return.example.org', to: 'amira@example.com, someone@example.net' };
    expect(await provider.submit(email('en', back))).toMatchObject({ state: 'failed', permanent: true });
    expect(received).toHaveLength(1);
  });
});

describe('an e-mail that is refused', () => {
  test.each([
    ['at the address, for good', { onRcptTo: (_to, _session, done) => done(refusal(550)) }, 'failed', '550'],
    ['at the address, for now', { onRcptTo: (_to, _session, done) => done(refusal(451)) }, 'again', '451'],
    ['at the door, for now', { onConnect: (_session, done) => done(refusal(421)) }, 'again', '421'],
  ] satisfies [string, SMTPServerOptions, string, string][])('%s', async (_where, options, state, code) => {
    const { port } = await mailServer(options);
    expect(await providerAt(port).submit(email('en'))).toMatchObject({ state, code });
  });

  test.each([
    [554, 'failed'],
    [452, 'again'],
  ])('with %i once it was read is %s, for the server has said what it did', async (responseCode, state) => {
    const onData: SMTPServerOptions['onData'] = (stream, _session, done) => {
      stream.resume().on('end', () => done(refusal(responseCode)));
    };
    const { port } = await mailServer({ onData });
    expect(await providerAt(port).submit(email('en'))).toMatchObject({ state, code: String(responseCode) });
  });

  test('when nothing listens is tried again', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const port = portOf(probe);
    probe.close();
    expect(await providerAt(port).submit(email('en'))).toMatchObject({ state: 'again' });
  });
});

describe('a connection lost', () => {
  /** Just enough of a mail server to hang up at a chosen moment. */
  async function hangingUp(moment: 'MAIL' | 'DATA' | 'content' | 'dot' | 'never after dot') {
    const times = { dots: 0 };
    const server = createServer((socket) => converse(socket, moment, times));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(() => server.close());
    return { port: portOf(server), times };
  }

  function converse(socket: Socket, moment: string, times: { dots: number }) {
    let inContent = false;
    closers.push(() => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.write('220 stand-in\r\n');
    socket.on('data', (chunk) => {
      const said = String(chunk);
      if (inContent) {
        if (moment === 'content') return socket.destroy();
        if (!said.endsWith('\r\n.\r\n')) return;
        times.dots += 1;
        return moment === 'dot' ? socket.destroy() : undefined;
      }
      if (said.startsWith(moment)) return socket.destroy();
      inContent = said.startsWith('DATA');
      return socket.write(inContent ? '354 go on\r\n' : '250 yes\r\n');
    });
  }

  test.each(['MAIL', 'DATA'] as const)('before %s is answered means nothing left', async (moment) => {
    const { port, times } = await hangingUp(moment);
    expect(await providerAt(port).submit(email('en'))).toMatchObject({ state: 'again' });
    expect(times.dots).toBe(0);
  });

  test.each(['content', 'dot'] as const)(
    'at the %s leaves it unknown, and it is not sent twice',
    async (moment) => {
      const { port, times } = await hangingUp(moment);
      const provider = providerAt(port);
      expect(await provider.submit(email('en'))).toMatchObject({ state: 'unknown' });
      expect(times.dots).toBe(moment === 'dot' ? 1 : 0);
    },
  );

  test('by waiting too long for the last answer leaves it unknown', async () => {
    const { port, times } = await hangingUp('never after dot');
    expect(await providerAt(port, 600).submit(email('en'))).toMatchObject({ state: 'unknown' });
    expect(times.dots).toBe(1);
  });
});
