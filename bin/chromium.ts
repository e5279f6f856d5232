import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { installFromDebian } from './debian.ts';
import { repository } from './repository.ts';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const debiansShell = '/usr/lib/chromium/chromium-headless-shell';

/** `shell` is the same engine without windows around it: half the work, and no way back to a page as it was left. */
export type Browsers = { whole: string; shell: string };

/** Where Chromium is, installing one where none is found; throws a sentence if none can be had. */
export async function browsers(): Promise<Browsers> {
  const whole = foundChromium() ?? (await installed());
  const isNamed = process.env.CHROMIUM_PATH !== undefined;
  return { whole, shell: !isNamed && existsSync(debiansShell) ? debiansShell : whole };
}

async function installed(): Promise<string> {
  process.stdout.write('Installing Chromium, which the journeys are walked in.\n');
  await installFromDebian(['chromium', 'fonts-noto-core']);
  if (foundChromium()) await installFromDebian(['chromium-headless-shell']);
  else await installFromPlaywright();
  const found = foundChromium();
  if (!found) throw new Error('No Chromium could be installed: install one and name it in CHROMIUM_PATH.');
  return found;
}

function foundChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error('CHROMIUM_PATH names a file that is not there.');
  return [named, ...usualPlaces, chromium.executablePath()].find((path) => path && existsSync(path));
}

async function installFromPlaywright() {
  const installer = join(repository, 'node_modules/playwright-core/cli.js');
  const words = [installer, 'install', 'chromium', '--no-shell'];
  await once(spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] }), 'exit');
}
