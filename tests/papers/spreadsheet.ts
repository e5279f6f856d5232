import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A table as LibreOffice has it: how many cells are formulas or lead somewhere, and what each cell says. */
export type Opened = { formulas: string[]; links: string[]; cells: string[] };

// UTF-8, commas, quotes; numbers found in quoted cells too, and formulas worked out: all that a careless reader may choose.
const careless = 'CSV:44,34,76,1,,0,false,true,false,false,false,0,true';

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (xml: string) =>
  xml
    .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count?: string) => ' '.repeat(Number(count ?? 1)))
    .replace(/<text:tab\/>/g, '\t')
    .replace(/<text:line-break\/>|<text:p\/>|<\/text:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, digits: string) =>
      String.fromCodePoint(Number.parseInt(digits, hex ? 16 : 10)),
    )
    .replace(/&(\w+);/g, (whole, name: string) => named[name] ?? whole);

/** Opens a CSV file in LibreOffice with every convenience on, and reads back what it made of it. */
export async function openedInCalc(csv: string | Uint8Array): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'heard-table-'));
  const [file, profile] = [join(folder, 'table.csv'), `-env:UserInstallation=file://${folder}/profile`];
  await writeFile(file, csv);
  const words = [
    profile,
    '--headless',
    `--infilter=${careless}`,
    '--convert-to',
    'fods',
    '--outdir',
    folder,
    file,
  ];
  await run('soffice', words, { timeout: 90_000 });
  const sheet = await readFile(join(folder, 'table.fods'), 'utf8');
  await rm(folder, { recursive: true });
  const body = sheet.slice(sheet.indexOf('<office:spreadsheet>'));
  const cells = Array.from(
    body.matchAll(/<table:table-cell([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-cell>)/g),
    ([, attributes = '', inside = '']) => ({ attributes, inside }),
  );
  return {
    formulas: cells
      .filter(({ attributes }) => /table:formula=/.test(attributes))
      .map(({ inside }) => plain(inside)),
    links: cells.filter(({ inside }) => inside.includes('<text:a ')).map(({ inside }) => plain(inside)),
    cells: cells.filter(({ inside }) => inside !== '').map(({ inside }) => plain(inside)),
  };
}
