import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { paperProvider, papers } from '../../messaging/providers/paper.server.ts';
import type { Outgoing } from '../../messaging/providers/provider.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paper-'));
});
afterEach(() => rm(folder, { recursive: true }));

const letter: Outgoing = {
  messageId: '0198d3a0-0000-7000-8000-000000000003',
  attempt: 1,
  channel: 'letter',
  to: 'Amira Khan\n1 High Street\nAB1 2CD',
  from: 'Harbour Team',
  language: 'ur',
  subject: 'آپ کے لیے کچھ نیا ہے',
  text: 'السلام علیکم۔',
  html: '<p>never kept</p>',
  callbackUrl: null,
  validForSeconds: null,
};

test('what would have left is written whole, and read back for the page that shows it', async () => {
  const before = Date.now();
  expect(await paperProvider(folder).submit(letter)).toEqual({
    state: 'accepted',
    providerId: '000001.json',
  });
  const [written, ...others] = await papers(folder);
  expect(others).toEqual([]);
  expect(written).toEqual({
    file: '000001.json',
    id: letter.messageId,
    channel: 'letter',
    to: letter.to,
    from: 'Harbour Team',
    language: 'ur',
    subject: letter.subject,
    body: letter.text,
    at: expect.any(String),
  });
  expect(Date.parse(String(written?.at))).toBeGreaterThanOrEqual(before);
});

test('the newest is shown first, past the six digits too', async () => {
  const provider = paperProvider(folder);
  await provider.submit(letter);
  await writeFile(
    join(folder, '999999.json'),
    JSON.stringify({ ...(await papers(folder))[0], file: undefined }),
  );
  expect(await provider.submit(letter)).toMatchObject({ providerId: '1000000.json' });
  expect((await papers(folder)).map(({ file }) => file)).toEqual([
    '1000000.json',
    '999999.json',
    '000001.json',
  ]);
  expect((await papers(folder, 1)).map(({ file }) => file)).toEqual(['1000000.json']);
});

test('three processes writing at once never take the same number, and leave nothing half-written', async () => {
  const writers = ['one', 'two', 'three'].map((name) =>
    spawn(process.execPath, ['tests/support/paper-writer.ts', folder, name, '60'], { stdio: 'inherit' }),
  );
  const codes = await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0]));
  expect(codes).toEqual([0, 0, 0]);
  const written = await papers(folder);
  expect(new Set(written.map(({ id }) => id)).size).toBe(180);
  expect(written.map(({ file }) => file)).toContain('000180.json');
  expect(await readdir(folder)).toHaveLength(180);
});

test('only the owner of the process may read what was written', async () => {
  const inside = join(folder, 'paper');
  await paperProvider(inside).submit(letter);
  expect((await stat(inside)).mode & 0o777).toBe(0o700);
  expect((await stat(join(inside, '000001.json'))).mode & 0o777).toBe(0o600);
});

test('a folder not there yet holds nothing', async () => {
  expect(await papers(join(folder, 'later'))).toEqual([]);
});

test('a folder that cannot be written to means nothing left, and it is tried again', async () => {
  await mkdir(join(folder, 'inner'));
  await writeFile(join(folder, 'inner', 'file'), '');
  const outcome = await paperProvider(join(folder, 'inner', 'file')).submit(letter);
  expect(outcome).toMatchObject({ state: 'again', afterSeconds: null });
});
