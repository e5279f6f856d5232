import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { turns } from '#db/turns.server.ts';
import type { Letters } from './letters.ts';
import type { Paper } from './paper.ts';

const { resolve } = createRequire(import.meta.url);
// By its name in the package: sites are bundled, and this file with them.
const press = resolve('#messaging/typeset/press.ts');
const repository = join(dirname(press), '../..');

// A press takes some 150 MB while it runs, so two run at once and a few wait.
const inTurn = turns(2);
const mayWait = 20;
const patience = 30_000;

/**
 * Sets a paper as an accessible PDF: tagged PDF/UA-1 with its title and language, no author, no dates, nothing that acts.
 * The words are data to the typesetter, never markup. Throws TooBusyError where too many wait, and an Error where a paper
 * cannot be set within half a minute.
 */
export function typeset(paper: Paper): Promise<Buffer> {
  return inTurn(() => pressed('paper', JSON.stringify(paper)), mayWait);
}

/** Sets letters as one PDF of the same making, each letter beginning on a sheet of its own. Throws as `typeset` does. */
export function typesetLetters(letters: Letters): Promise<Buffer> {
  return inTurn(() => pressed('letters', JSON.stringify(letters)), mayWait);
}

async function pressed(form: 'paper' | 'letters', paper: string): Promise<Buffer> {
  const may = ['--permission', '--allow-addons', `--allow-fs-read=${repository}/*`];
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=256', '--disable-warning=SecurityWarning', ...may, press, form],
    {
      cwd: repository,
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: patience,
      killSignal: 'SIGKILL',
    },
  );
  const ended = new Promise<number | null>((resolved, rejected) => {
    child.on('error', rejected);
    child.on('close', resolved);
  });
  // A press that ended early reads no more; how it ended is told below.
  child.stdin.on('error', () => child.stdin.destroy());
  child.stdin.end(paper);
  const [bytes, code] = await Promise.all([buffer(child.stdout), ended]);
  if (code !== 0) throw new Error(`The press could not set a paper (${code ?? 'it was stopped'})`);
  return bytes;
}
