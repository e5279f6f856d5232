import { blindIndex } from '#db/sealing.server.ts';
import type { Form } from './scan.ts';

/** Bytes of a hash that are kept: two forms share them once in 10^28. */
export const hashBytes = 12;

/** What is kept of one form of a word: a keyed hash, worthless without the key that lies outside the database. */
export const hashOf = (serviceId: string, { scheme, text }: Form): Buffer =>
  blindIndex(serviceId, `leak/${scheme}`, text).subarray(0, hashBytes);

/** The hashes of many forms, each made once. */
export function hasher(serviceId: string): { hash(form: Form): string; all(): Buffer } {
  const made = new Map<string, Buffer>();
  const hash = (form: Form): string => {
    const name = `${form.scheme}|${form.text}`;
    const known = made.get(name) ?? hashOf(serviceId, form);
    made.set(name, known);
    return known.toString('latin1');
  };
  return { hash, all: () => Buffer.concat([...made.values()]) };
}
