import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { blindIndex, codeHash, sealerFrom, sealerOfService, wrapNewKey } from './sealing.server.ts';
import { hashSecret, verifySecret } from './secret.server.ts';

const [here, elsewhere, person, other] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const place = { table: 'victim', column: 'sealed_name', row: person };
const sealer = sealerFrom(here, person, wrapNewKey(here, person));

describe('sealed words', () => {
  it('open where they were sealed, in any script', () => {
    expect(sealer.open(place, sealer.seal(place, 'نور Zieliński'))).toBe('نور Zieliński');
  });

  it.each([
    ['row', { ...place, row: other }],
    ['column', { ...place, column: 'sealed_call_me' }],
    ['table', { ...place, table: 'proxy' }],
  ])('do not open in another %s', (_, elsewherePlace) => {
    const sealed = sealer.seal(place, 'Noor');
    expect(() => sealer.open(elsewherePlace, sealed)).toThrow();
  });

  it('do not open for another person, after tampering, or with a key wrapped for another service', () => {
    const sealed = sealer.seal(place, 'Noor');
    expect(() => sealerFrom(here, other, wrapNewKey(here, other)).open(place, sealed)).toThrow();
    const bent = Buffer.from(sealed);
    bent.writeUInt8(bent.readUInt8(bent.length - 1) ^ 1, bent.length - 1);
    expect(() => sealer.open(place, bent)).toThrow();
    expect(() => sealerFrom(elsewhere, person, wrapNewKey(here, person))).toThrow();
    expect(() => sealerOfService(elsewhere).open(place, sealerOfService(here).seal(place, 'x'))).toThrow();
  });

  it('never look the same twice, while an index of a number does, but only within a service', () => {
    expect(sealer.seal(place, 'Noor').equals(sealer.seal(place, 'Noor'))).toBe(false);
    const number = '+447700900123';
    expect(blindIndex(here, 'mobile', number).equals(blindIndex(here, 'mobile', number))).toBe(true);
    expect(blindIndex(here, 'mobile', number).equals(blindIndex(elsewhere, 'mobile', number))).toBe(false);
    expect(codeHash(person, '123456').equals(codeHash(other, '123456'))).toBe(false);
  });
});

describe('a word agreed with the worker', () => {
  it('is recognised, and nothing else is, least of all where nothing is kept', async () => {
    const kept = await hashSecret('periwinkle');
    expect(await verifySecret('periwinkle', kept)).toBe(true);
    expect(await verifySecret('Periwinkle', kept)).toBe(false);
    expect(await verifySecret('periwinkle', null)).toBe(false);
  });
});
