import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { environment } from '#environment';

// The key file holds one key a line, `number:base64`. All of them open; the last one seals.
function readKeys(file: string): ReadonlyMap<number, Buffer> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const keys = new Map(
    lines.map((line) => {
      const [number, key] = line.split(':');
      return [Number(number), Buffer.from(key ?? '', 'base64')] as const;
    }),
  );
  if (keys.size === 0 || [...keys.values()].some((key) => key.length !== 32))
    throw new Error('KEY_FILE must hold 32-byte keys');
  return keys;
}

const masters = readKeys(environment.KEY_FILE);
export const currentKeyId = [...masters.keys()].at(-1) ?? 0;
const derived = new Map<string, KeyObject>();

function derive(keyId: number, serviceId: string, use: string): KeyObject {
  const name = `${keyId}|${serviceId}|${use}`;
  const known = derived.get(name);
  if (known) return known;
  const master = masters.get(keyId);
  if (!master) throw new Error(`KEY_FILE lacks key ${keyId}`);
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', master, serviceId, use, 32)));
  derived.set(name, key);
  return key;
}

/** The key that wraps a service's own secrets and its victims' keys. */
export const serviceKey = (serviceId: string, keyId: number) => derive(keyId, serviceId, 'seal');

// An index must stay comparable, so it hangs on the oldest key; rotating it is a rewrite of the column.
const oldestKeyId = [...masters.keys()][0] ?? 0;
/** The key of a service's blind indexes: the same number in two services gives different bytes. */
export const indexKey = (serviceId: string) => derive(oldestKeyId, serviceId, 'index');
/** The key of a service's audit chain, which must stay the same for as long as the chain is read. */
export const chainKey = (serviceId: string) => derive(oldestKeyId, serviceId, 'audit');
export const pepper = () => derive(oldestKeyId, 'codes', 'pepper');
