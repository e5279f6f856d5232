import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { smtpSink } from '../../bin/smtp-sink.ts';
import { freePort } from '../../db/embedded.ts';

export type Sink = { url: string; taken(): string[]; close(): Promise<void> };

/** Debian's mail server that fails as it is told, by its own switches; `taken` is every message it was given, as it keeps them. */
export async function startSmtpSink(switches: readonly string[]): Promise<Sink> {
  const { program, libraries } = await smtpSink();
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'heard-sink-'));
  chmodSync(folder, 0o777);
  const asNobody = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const words = [...asNobody, '-d', join(folder, 'mail.'), ...switches, `127.0.0.1:${port}`, '10'];
  const child = spawn(program, words, {
    env: { ...process.env, LD_LIBRARY_PATH: libraries },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  while (child.exitCode === null && !(await isOpen(port))) await pause(10);
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken: () => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')),
    close: async () => {
      child.kill();
      await ended;
    },
  };
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const open = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return open;
}
