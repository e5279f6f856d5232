import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { currentKeyId, indexKey, pepper, serviceKey } from './keys.server.ts';
import { victimKey } from './schema/victim.ts';
import type { Tx } from './transaction.server.ts';

/** Where a sealed value lives. Bound into it, so that it opens nowhere else. */
export type Place = { table: string; column: string; row: string };

const version = 1;
const [keyIdAt, nonceAt, tagAt, wordsAt] = [1, 5, 17, 33];

function aad(serviceId: string, { table, column, row }: Place): Buffer {
  return Buffer.from(`${serviceId}|${table}|${column}|${row}|${version}`);
}

function close(key: KeyObject, keyId: number, serviceId: string, place: Place, plain: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad(serviceId, place));
  const words = Buffer.concat([cipher.update(plain), cipher.final()]);
  const head = Buffer.alloc(nonceAt);
  head.writeUInt8(version, 0);
  head.writeUInt32BE(keyId, keyIdAt);
  return Buffer.concat([head, nonce, cipher.getAuthTag(), words]);
}

function open(key: KeyObject, serviceId: string, place: Place, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(nonceAt, tagAt)).setAAD(
    aad(serviceId, place),
  );
  decipher.setAuthTag(sealed.subarray(tagAt, wordsAt));
  return Buffer.concat([decipher.update(sealed.subarray(wordsAt)), decipher.final()]);
}

/** Seals and opens the words of one victim, or of the service itself. Opening at another place or after tampering throws. */
export type Sealer = {
  seal(place: Place, words: string): Buffer;
  open(place: Place, sealed: Buffer): string;
};

/** The service's own sealer: staff names, second factors. */
export function sealerOfService(serviceId: string): Sealer {
  return {
    seal: (place, words) =>
      close(serviceKey(serviceId, currentKeyId), currentKeyId, serviceId, place, Buffer.from(words)),
    open: (place, sealed) =>
      open(serviceKey(serviceId, sealed.readUInt32BE(keyIdAt)), serviceId, place, sealed).toString(),
  };
}

const wrapping = (victimId: string): Place => ({ table: 'victim_key', column: 'wrapped', row: victimId });

/** A fresh key for a victim, wrapped for keeping. Destroying the row makes everything sealed with it unreadable. */
export function wrapNewKey(serviceId: string, victimId: string): Buffer {
  return close(
    serviceKey(serviceId, currentKeyId),
    currentKeyId,
    serviceId,
    wrapping(victimId),
    randomBytes(32),
  );
}

/** A victim's sealer from the wrapped key a query brought along. */
export function sealerFrom(serviceId: string, victimId: string, wrapped: Buffer): Sealer {
  const key = createSecretKey(
    open(serviceKey(serviceId, wrapped.readUInt32BE(keyIdAt)), serviceId, wrapping(victimId), wrapped),
  );
  return {
    seal: (place, words) => close(key, 0, serviceId, place, Buffer.from(words)),
    open: (place, sealed) => open(key, serviceId, place, sealed).toString(),
  };
}

/** A victim's sealer, read from the database. Throws when row-level security hides the victim. */
export async function sealerOf(tx: Tx, victimId: string): Promise<Sealer> {
  const { serviceId } = tx.actor;
  if (!serviceId) throw new Error('Sealing belongs to a service');
  const [key] = await tx
    .select({ wrapped: victimKey.wrapped })
    .from(victimKey)
    .where(and(eq(victimKey.serviceId, serviceId), eq(victimKey.victimId, victimId)));
  if (!key) throw new Error('No key of this person is open to this actor');
  return sealerFrom(serviceId, victimId, key.wrapped);
}

/** A keyed hash by which equal values are found without being read. `normal` is the value in its normal form. */
export function blindIndex(serviceId: string, kind: string, normal: string): Buffer {
  return createHmac('sha256', indexKey(serviceId)).update(`${kind}|${normal}`).digest();
}

/** Staff sign in before their service is known, so their e-mail is indexed across services. */
export const staffEmailIndex = (email: string) =>
  blindIndex('staff', 'email', email.trim().toLowerCase().normalize('NFC'));

/** What is kept of a random token (session, browser, callback): enough to recognise it. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest();

/** What is kept of six digits: a keyed hash bound to its row, since a million guesses are nothing. */
export const codeHash = (rowId: string, code: string) =>
  createHmac('sha256', pepper()).update(`${rowId}|${code}`).digest();
