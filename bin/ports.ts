import { createServer } from 'node:net';
import { freePort } from '../db/embedded.ts';

/** The port itself, or a free one for 0; throws a sentence naming the variable if it cannot be listened on. */
export async function portToListenOn(host: string, port: number, variable: string): Promise<number> {
  if (port === 0) return freePort();
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(sentence(error, port, variable))));
  server.listen(port, host, () => server.close(() => resolve(port)));
  return promise;
}

function sentence(error: NodeJS.ErrnoException, port: number, variable: string): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is taken: stop what uses it, or choose another in ${variable}.`;
  if (error.code === 'EACCES')
    return `This user may not listen on port ${port}: choose one above 1023 in ${variable}.`;
  if (error.code === 'EADDRNOTAVAIL') return 'LISTEN_ON is not an address of this machine.';
  return `Heard cannot listen on port ${port} (${error.code}): see ${variable}.`;
}
