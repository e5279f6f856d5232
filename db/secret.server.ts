import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { turns } from './turns.server.ts';

const derive = promisify(argon2);
// OWASP's floor for argon2id: 19 MiB, two passes, one lane.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

// Node has four threads for such work; one is left for everything else.
const inTurn = turns(3);
/** How many may wait for a verdict: a second's work or two. Whoever comes on top is told that we are busy. */
export const mayWaitForVerdict = 100;

async function derived(secret: string, nonce: Buffer, mayWait?: number): Promise<Buffer> {
  const message = Buffer.from(secret.normalize('NFC'));
  return inTurn(() => derive('argon2id', { message, nonce, ...cost }), mayWait);
}

/** Hashes a password, card secret or agreed word for keeping. */
export async function hashSecret(secret: string): Promise<string> {
  const nonce = randomBytes(16);
  return `argon2id$${nonce.toString('base64url')}$${(await derived(secret, nonce)).toString('base64url')}`;
}

const nobody = `argon2id$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(32).toString('base64url')}`;

/**
 * Whether a secret is the one kept. Takes the same work when nothing is kept (`null`), and is then false. Throws
 * TooBusyError, whoever asks, where too many wait already.
 */
export async function verifySecret(secret: string, kept: string | null): Promise<boolean> {
  const [, nonce = '', tag = ''] = (kept ?? nobody).split('$');
  const same = timingSafeEqual(
    await derived(secret, Buffer.from(nonce, 'base64url'), mayWaitForVerdict),
    Buffer.from(tag, 'base64url'),
  );
  return same && kept !== null;
}
