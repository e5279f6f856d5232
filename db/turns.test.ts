import { describe, expect, test } from 'vitest';
import { hashSecret, mayWaitForVerdict, verifySecret } from './secret.server.ts';
import { DatabaseUnavailableError } from './transaction.server.ts';
import { TooBusyError, turns } from './turns.server.ts';

function aDay(atOnce: number) {
  const take = turns(atOnce);
  const begun: number[] = [];
  const finish: (() => void)[] = [];
  const came = (who: number, mayWait?: number) =>
    take(async () => {
      begun.push(who);
      await new Promise<void>((done) => finish.push(done));
      return who;
    }, mayWait);
  const next = async () => {
    finish.shift()?.();
    await new Promise((later) => setImmediate(later));
  };
  return { came, begun, next };
}

describe('people who come at once', () => {
  test('are served two at a time, and the others in the order they came', async () => {
    const { came, begun, next } = aDay(2);
    const all = [1, 2, 3, 4].map((who) => came(who));
    expect(begun).toEqual([1, 2]);
    await next();
    expect(begun).toEqual([1, 2, 3]);
    await next();
    expect(begun).toEqual([1, 2, 3, 4]);
    await next();
    await next();
    expect(await Promise.all(all)).toEqual([1, 2, 3, 4]);
  });

  test('are told at once when too many wait already, and whoever comes after the rush is not', async () => {
    const { came, begun, next } = aDay(1);
    const served = [came(1, 1), came(2, 1)];
    await expect(came(3, 1)).rejects.toBeInstanceOf(TooBusyError);
    await next();
    await next();
    await Promise.all(served);
    const late = came(4, 1);
    await next();
    expect(await late).toBe(4);
    expect(begun).toEqual([1, 2, 4]);
  });

  test('do not lose a turn to somebody whose work failed', async () => {
    const take = turns(1);
    await expect(take(() => Promise.reject(new Error('their own fault')))).rejects.toThrow('their own fault');
    expect(await take(async () => 'served')).toBe('served');
  });
});

describe('a rush of sign-ins', () => {
  test('refuses what would wait too long, the same for those we know and those we do not', async () => {
    const kept = await hashSecret('a blue kettle');
    const rush = Array.from({ length: mayWaitForVerdict + 20 }, (_, n) =>
      verifySecret('a blue kettle', n % 2 ? kept : null).then(
        (right) => (right ? 'in' : 'out'),
        (error: unknown) => (error instanceof DatabaseUnavailableError ? 'busy' : 'fault'),
      ),
    );
    const answers = await Promise.all(rush);
    expect(answers.slice(0, 4)).toEqual(['out', 'in', 'out', 'in']);
    expect(answers.slice(-4)).toEqual(['busy', 'busy', 'busy', 'busy']);
    expect(answers).not.toContain('fault');
  });

  test('does not keep a worker from handing out a card', async () => {
    const rush = Promise.allSettled(
      Array.from({ length: mayWaitForVerdict + 20 }, () => verifySecret('anything', null)),
    );
    expect(await hashSecret('a red bicycle')).toMatch(/^argon2id\$/);
    await rush;
  });
});
