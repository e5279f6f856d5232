import { setMaxListeners } from 'node:events';
import { buildStale } from './build.ts';
import { prepareDatabase } from './database.ts';
import { refuseFullDisk } from './disk.ts';
import { addressOf, closeDoors, type Doors, portsOf, startDoors, untilOpen } from './doors.ts';
import { inWords } from './in-words.ts';
import { repository } from './repository.ts';
import { settle } from './settings.ts';
import { welcome } from './welcome.ts';

export type Stops = (() => Promise<void>)[];

const build = 'build';

/** `npm start`: brings everything up and stays until it is asked to stop (0) or a part of it fails (1). */
export async function run(): Promise<number> {
  return untilAsked(async (stops, asked) => {
    const doors = await bringUp(stops, asked);
    return Promise.race([whenAborted(asked), ...Object.values(doors).map((door) => door.ended)]);
  });
}

/**
 * Does work that ends with a sentence when something fails, or with null when the person asked it to stop; then stops
 * what it started, the last first. Gives the exit code.
 */
export async function untilAsked(
  work: (stops: Stops, asked: AbortSignal) => Promise<string | null>,
): Promise<number> {
  const asking = new AbortController();
  setMaxListeners(30, asking.signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => asking.abort());
  const stops: Stops = [];
  const sentence = await work(stops, asking.signal).catch((error) =>
    asking.signal.aborted ? null : inWords(error),
  );
  if (sentence) process.stderr.write(`${sentence}\n`);
  else process.stdout.write('Stopping.\n');
  for (const stop of stops.reverse()) await stop();
  return sentence ? 1 : 0;
}

/** Resolves to null once the person has asked to stop. */
export function whenAborted(asked: AbortSignal): Promise<null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  if (asked.aborted) resolve(null);
  asked.addEventListener('abort', () => resolve(null));
  return promise;
}

async function bringUp(stops: Stops, asked: AbortSignal): Promise<Doors> {
  const settings = await settle();
  const ports = await portsOf(settings);
  refuseFullDisk([repository, ...(settings.cluster ? [settings.cluster.folder] : [])]);
  await Promise.all([buildStale(build, asked), prepareDatabase(settings, stops, asked)]);
  const doors = startDoors(ports, build);
  stops.push(() => closeDoors(doors));
  await untilOpen(doors, ports, settings, asked);
  const portal = settings.environment.PORTAL_URL ?? addressOf(settings, ports.portal);
  process.stdout.write(welcome({ portal, backoffice: addressOf(settings, ports.backoffice) }));
  return doors;
}
