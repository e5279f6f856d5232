import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A word where it stands on its page, in millimetres from the upper left corner. */
export type Placed = { word: string; left: number; right: number; top: number; bottom: number };

async function within<T>(pdf: Uint8Array, look: (file: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'heard-letter-'));
  const file = join(folder, 'letters.pdf');
  await writeFile(file, pdf);
  const found = await look(file, folder);
  await rm(folder, { recursive: true });
  return found;
}

const millimetres = (points: string | undefined) => (Number(points) / 72) * 25.4;
const placed = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<\/word>/g;

/** The words of a PDF page by page, each with where it stands. */
export const wordsPlaced = (pdf: Uint8Array): Promise<Placed[][]> =>
  within(pdf, async (file) => {
    const { stdout } = await run('pdftotext', ['-bbox', file, '-'], { maxBuffer: 64_000_000 });
    return stdout
      .split('<page ')
      .slice(1)
      .map((page) =>
        Array.from(page.matchAll(placed), ([, left, top, right, bottom, word = '']) => ({
          ...{ word, left: millimetres(left), right: millimetres(right) },
          ...{ top: millimetres(top), bottom: millimetres(bottom) },
        })),
      );
  });

/** What the square codes of a page say to whoever holds a telephone over it. */
export const squareCodesOn = (pdf: Uint8Array, page: number): Promise<string[]> =>
  within(pdf, async (file, folder) => {
    const picture = join(folder, 'page');
    await run('pdftoppm', [
      '-r',
      '150',
      '-png',
      '-singlefile',
      '-f',
      `${page}`,
      '-l',
      `${page}`,
      file,
      picture,
    ]);
    const { stdout } = await run('zbarimg', ['--quiet', '--raw', `${picture}.png`]);
    return stdout.trim().split('\n');
  });
