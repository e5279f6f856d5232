import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Examined = { check: string; info: string; text: string; fonts: string; plain: string };

/** What qpdf and poppler say of a PDF: its syntax, its properties, its words, its faces, and itself with nothing packed. */
export async function examined(pdf: Uint8Array): Promise<Examined> {
  const folder = await mkdtemp(join(tmpdir(), 'heard-paper-'));
  const file = join(folder, 'paper.pdf');
  await writeFile(file, pdf);
  const said = async (tool: string, ...words: string[]) =>
    (await run(tool, words, { maxBuffer: 64_000_000, encoding: 'latin1' })).stdout;
  const inUtf8 = async (tool: string, ...words: string[]) =>
    Buffer.from(await said(tool, ...words), 'latin1').toString();
  const found = {
    check: await said('qpdf', '--check', file),
    info: await inUtf8('pdfinfo', file),
    text: await inUtf8('pdftotext', file, '-'),
    fonts: await said('pdffonts', file),
    plain: await said('qpdf', '--qdf', '--object-streams=disable', file, '-'),
  };
  await rm(folder, { recursive: true });
  return found;
}

/** Words as they are read, whatever carries their direction and wherever a line ended. */
export const asRead = (text: string) =>
  text
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
