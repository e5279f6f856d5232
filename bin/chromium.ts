import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { repository } from './repository.ts';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of a Chromium, installing one where none is found; throws a sentence if none can be had. */
export function chromiumPath(): string {
  const found = foundChromium();
  if (found) return found;
  process.stdout.write('Installing Chromium, which the journeys are walked in.\n');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) installFromDebian();
  if (!foundChromium()) installFromPlaywright();
  const installed = foundChromium();
  if (!installed)
    throw new Error('No Chromium could be installed: install one and name it in CHROMIUM_PATH.');
  return installed;
}

function foundChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error('CHROMIUM_PATH names a file that is not there.');
  return [named, ...usualPlaces, chromium.executablePath()].find((path) => path && existsSync(path));
}

function installFromDebian() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' });
  spawnSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-core'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function installFromPlaywright() {
  const installer = join(repository, 'node_modules/playwright-core/cli.js');
  spawnSync(process.execPath, [installer, 'install', 'chromium', '--no-shell'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
