// Plain JavaScript for whatever Node the machine has; everything behind it runs on the Node that Heard pins.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { installPackages, noteRunning, repository } from './install.js';

const commands = ['start', 'test', 'dev', 'check', 'bench', 'migrate', 'audit-verify', 'accessibility'];

function pinnedNode() {
  const pinned = join(repository, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(pinned)) return realpathSync(pinned);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 15)) return realpathSync(process.execPath);
  throw new Error(
    `Heard brings its own Node for Linux on x64 and arm64 only: on ${process.platform}-${process.arch} install Node 24.15 or later.`,
  );
}

function runUnder(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

// npm passes a signal to its shell, which dies of it and tells nobody: who was started by npm ends with npm.
function endWithNpm() {
  const starter = process.ppid;
  const look = () => process.ppid === starter || process.kill(process.pid, 'SIGTERM');
  if (process.env.npm_lifecycle_event) setInterval(look, 200).unref();
}

async function launch(command, ...words) {
  if (!commands.includes(command)) throw new Error(`Heard knows these commands: ${commands.join(', ')}.`);
  const installed = await installPackages();
  const node = pinnedNode();
  if (installed || node !== realpathSync(process.execPath)) return runUnder(node);
  noteRunning();
  const { runCommand } = await import('./run-command.ts');
  process.exit(await runCommand(command, words));
}

// The account PostgreSQL is lent must be able to read what root installs; secrets set their own mode.
process.umask(0o022);
process.chdir(repository);
endWithNpm();

launch(...process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
