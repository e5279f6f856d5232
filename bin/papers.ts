import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installFromDebian } from './debian.ts';

const packages = {
  soffice: 'libreoffice-calc-nogui',
  qpdf: 'qpdf',
  pdftotext: 'poppler-utils',
  zbarimg: 'zbar-tools',
};

/** Sees to it that what reads our papers is there, installing what is missing; throws a sentence if it cannot be had. */
export async function readersOfPapers(): Promise<void> {
  const missing = packagesMissing();
  if (missing.length === 0) return;
  process.stdout.write(`Installing ${missing.join(' and ')}, which read the papers Heard makes.\n`);
  await installFromDebian(missing);
  const wanting = packagesMissing();
  if (wanting.length > 0)
    throw new Error(
      `The papers cannot be looked at: install ${wanting.join(' and ')}, as Debian names them.`,
    );
}

const packagesMissing = () =>
  Object.entries(packages)
    .filter(([program]) => !isInstalled(program))
    .map(([, name]) => name);

const isInstalled = (program: string) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)));
