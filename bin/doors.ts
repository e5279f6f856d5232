import { join } from 'node:path';
import { portToListenOn } from './ports.ts';
import { type Running, startProcess, untilReady } from './processes.ts';
import type { Settings } from './settings.ts';

export type Ports = { portal: number; backoffice: number; worker: number };
export type Doors = { portal: Running; backoffice: Running; worker: Running };

/** The ports the three processes will listen on, free ones for 0; throws a sentence if one is taken. */
export async function portsOf({ environment }: Settings): Promise<Ports> {
  const free = (port: number, variable: string) => portToListenOn(environment.LISTEN_ON, port, variable);
  return {
    portal: await free(environment.PORTAL_PORT, 'PORTAL_PORT'),
    backoffice: await free(environment.BACKOFFICE_PORT, 'BACKOFFICE_PORT'),
    worker: await free(environment.WORKER_PORT, 'WORKER_PORT'),
  };
}

/** Starts portal, back office and worker from what was built into a folder. */
export function startDoors(ports: Ports, build: string): Doors {
  // The owner's connection is for migrating; the doors never hold it.
  const { DATABASE_URL: _, ...rest } = process.env;
  const env = {
    ...rest,
    NODE_ENV: 'production',
    HEARD_BUILD: build,
    PORTAL_PORT: String(ports.portal),
    BACKOFFICE_PORT: String(ports.backoffice),
    WORKER_PORT: String(ports.worker),
  };
  const site = (name: string) => startProcess({ name, words: [join(build, name, 'server/index.js')], env });
  return {
    portal: site('portal'),
    backoffice: site('backoffice'),
    worker: startProcess({ name: 'worker', words: ['worker.ts'], env }),
  };
}

/** Waits until all three say they are ready. */
export async function untilOpen(doors: Doors, ports: Ports, settings: Settings, signal: AbortSignal) {
  const names = ['portal', 'backoffice', 'worker'] as const;
  await Promise.all(names.map((name) => untilReady(doors[name], addressOf(settings, ports[name]), signal)));
}

/** Stops the worker first, so that nothing leaves while the sites finish what people asked of them. */
export async function closeDoors({ portal, backoffice, worker }: Doors) {
  await worker.stop();
  await Promise.all([portal.stop(), backoffice.stop()]);
}

/** Where a port can be reached on this machine. */
export function addressOf({ environment }: Settings, port: number): string {
  const everywhere = ['0.0.0.0', '::'].includes(environment.LISTEN_ON);
  return `http://${everywhere ? '127.0.0.1' : environment.LISTEN_ON}:${port}`;
}
