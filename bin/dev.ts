import { watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildStale, rooms, sites } from './build.ts';
import { prepareDatabase } from './database.ts';
import { addressOf, closeDoors, type Ports, portsOf, startDoors, untilOpen } from './doors.ts';
import { inWords } from './in-words.ts';
import { repository } from './repository.ts';
import { type Settings, settle } from './settings.ts';
import { untilAsked, whenAborted } from './start.ts';
import { welcome } from './welcome.ts';

const build = 'build/dev';

/** `npm run dev`: as `npm start`, and builds and starts again whatever is saved. */
export async function run(): Promise<number> {
  return untilAsked(async (stops, asked) => {
    const settings = await settle();
    const ports = await portsOf(settings);
    await prepareDatabase(settings, stops, asked);
    while (!asked.aborted) {
      const changed = nextChange();
      await openUntil(changed, ports, settings, asked).catch((error) => {
        if (!asked.aborted) process.stderr.write(`${inWords(error)}\n`);
      });
      await Promise.race([changed, whenAborted(asked)]);
    }
    return null;
  });
}

async function openUntil(changed: Promise<void>, ports: Ports, settings: Settings, asked: AbortSignal) {
  await buildStale(build, asked);
  const doors = startDoors(ports, build);
  try {
    await untilOpen(doors, ports, settings, asked);
    const [portal, backoffice] = [ports.portal, ports.backoffice].map((port) => addressOf(settings, port));
    if (portal && backoffice) process.stdout.write(welcome({ portal, backoffice }));
    await Promise.race([changed, whenAborted(asked), ...Object.values(doors).map((door) => door.ended)]);
  } finally {
    await closeDoors(doors);
  }
}

// Editors save in several steps; the pause lets them finish.
async function nextChange(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const watchers = [...sites, ...rooms].map((room) =>
    watch(join(repository, room), { recursive: true }, (_, file) => {
      if (file && !file.includes('.react-router')) resolve();
    }),
  );
  await promise;
  for (const watcher of watchers) watcher.close();
  await pause(150);
}
