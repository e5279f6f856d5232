import { existsSync } from 'node:fs';
import { installFromDebian } from './debian.ts';

const places = ['x86_64', 'aarch64'].map(
  (machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketime.so.1`,
);
const found = () => places.find((path) => existsSync(path));

/**
 * Debian's libfaketime, which makes a process believe in another time: the path of the library, installing it if it is
 * not there. Throws a sentence if it cannot be had.
 */
export async function faketime(): Promise<string> {
  if (!found()) {
    process.stdout.write('Installing libfaketime, which sets the clocks of workers wrong.\n');
    await installFromDebian(['libfaketime']);
  }
  const library = found();
  if (!library)
    throw new Error('The clocks of workers cannot be set wrong: install libfaketime, as Debian names it.');
  return library;
}
