import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(repository, 'node_modules/.stamp');
const runningFolder = join(repository, '.data/running');
const turn = join(repository, '.data/installing');
const roomNeeded = 1_200_000_000;

/** Installs the packages of package-lock.json unless exactly these are there; true when it had to. */
export async function installPackages() {
  if (isFresh()) return false;
  mkdirSync(runningFolder, { recursive: true });
  await takeTurn();
  try {
    if (isFresh()) return false;
    refuseUnderRunning();
    await install();
    return true;
  } finally {
    rmSync(turn, { force: true });
  }
}

/** Notes that this process works with the installed packages, so that nobody replaces them under it. */
export function noteRunning() {
  mkdirSync(runningFolder, { recursive: true });
  for (const name of readdirSync(runningFolder)) if (!isLaunch(name)) rmSync(join(runningFolder, name));
  const note = join(runningFolder, String(process.pid));
  writeFileSync(note, '');
  process.on('exit', () => rmSync(note, { force: true }));
}

function stamp() {
  const lock = readFileSync(join(repository, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

const isFresh = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp();

// npm start and npm test may meet on a fresh clone: one installs, the other waits for it.
async function takeTurn() {
  for (let waited = 0; !claimTurn(); waited += 1) {
    if (waited === 0)
      process.stdout.write('Another npm command is installing the packages: waiting for it.\n');
    await pause(300);
    if (existsSync(turn) && !isLaunch(Number(readFileSync(turn, 'utf8')))) rmSync(turn, { force: true });
  }
}

// A link is made whole or not at all, so nobody reads a claim that does not yet say whose it is.
function claimTurn() {
  const claim = `${turn}.${process.pid}`;
  writeFileSync(claim, String(process.pid));
  try {
    linkSync(claim, turn);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(claim);
  }
}

function refuseUnderRunning() {
  const others = readdirSync(runningFolder)
    .map(Number)
    .filter((pid) => pid !== process.pid && isLaunch(pid));
  if (others.length > 0) {
    throw new Error(
      `The packages must be brought up to date, but Heard is running from this folder (process ${others.join(', ')}): stop it first.`,
    );
  }
}

function isLaunch(pid) {
  if (!existsSync('/proc/self/cmdline')) return false;
  const words = `/proc/${pid}/cmdline`;
  return existsSync(words) && readFileSync(words, 'utf8').includes('launch.js');
}

async function install() {
  const { bavail, bsize } = statfsSync(repository);
  if (bavail * bsize < roomNeeded) {
    throw new Error(
      `There is not enough space on the disk: installing needs ${roomNeeded / 1e6} MB, and ${Math.floor((bavail * bsize) / 1e6)} MB are free.`,
    );
  }
  process.stdout.write(
    'Installing what Heard is made of, with its own Node and PostgreSQL. This happens once and takes about a minute.\n',
  );
  const { npm_execpath: npm = '' } = process.env;
  const [program, ...first] = npm.endsWith('npm-cli.js') ? [process.execPath, npm] : ['npm'];
  const words = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
  ];
  const code = await new Promise((resolve, reject) => {
    spawn(program, [...first, ...words], { cwd: repository, stdio: 'inherit' })
      .on('error', reject)
      .on('exit', resolve);
  });
  if (code !== 0) throw new Error('The packages could not be installed; what npm says about it is above.');
  writeFileSync(stampFile, stamp());
}
