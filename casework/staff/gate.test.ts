import { generateSync } from 'otplib';
import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse, type StaffMember } from '../../tests/support/house.ts';
import { staffSigningIn } from './gate.server.ts';
import { colleagues, meOf } from './store.server.ts';

const house = aHouse();
const half = 30_000;
const codeOf = ({ totpSecret }: StaffMember, stepsAway = 0) =>
  generateSync({ secret: totpSecret, epoch: Math.floor((Date.now() + stepsAway * half) / 1000) });
const signIn = (who: StaffMember, but: Partial<{ email: string; password: string; code: string }> = {}) =>
  staffSigningIn({ email: who.email, password: who.password, code: codeOf(who), ...but });
const setWrongCodes = ({ staffId }: StaffMember, count: number) =>
  rows(
    house.database,
    (sql) =>
      sql`update staff_credential set wrong_codes = ${count}, slow_until = null where staff_id = ${staffId}`,
  );
const triesOf = ({ staffId }: StaffMember) =>
  rows(
    house.database,
    (sql) => sql`
      select wrong_codes, coalesce(slow_until > clock_timestamp(), false) as slowed
      from staff_credential where staff_id = ${staffId}`,
  );

describe('a member of staff', () => {
  test('gets in with e-mail, password and a code, and is who they are in their own service', async () => {
    const { worker } = house.here;
    const { serviceId, staffId } = worker;
    expect(await signIn(worker)).toEqual({ role: 'staff', staffRole: 'worker', serviceId, staffId });
    expect(await auditOf(house.database, staffId)).toEqual(['staff.signed_in']);
  });

  test('finds their e-mail in any capitals, and their code with a space in it', async () => {
    const { manager } = house.here;
    const code = codeOf(manager).replace(/^(...)/, '$1 ');
    expect(await signIn(manager, { email: manager.email.toUpperCase(), code })).toMatchObject({
      role: 'manager',
    });
  });

  test('does not get in twice with one code, even at once', async () => {
    const { worker } = house.elsewhere;
    const both = await Promise.all([signIn(worker), signIn(worker)]);
    expect(both.filter(Boolean)).toHaveLength(1);
  });

  test.each([
    ['a wrong password', { password: 'correct horse but wrong' }],
    ['a wrong code', { code: '000000' }],
    ['no code at all', { code: 'abc' }],
    ['an e-mail nobody has', { email: 'nobody@rivermead.example' }],
  ])('does not get in with %s', async (_, but) => {
    expect(await signIn(house.here.auditor, but)).toBeNull();
  });

  test('is not locked out by a stranger who keeps trying, but it is written down', async () => {
    const { auditor } = house.elsewhere;
    await Promise.all(Array.from({ length: 12 }, () => signIn(auditor, { password: 'guess' })));
    expect(await signIn(auditor)).toMatchObject({ role: 'auditor' });
    const entries = await auditOf(house.database, auditor.staffId);
    expect(entries.filter((action) => action === 'staff.sign_in_refused')).toHaveLength(12);
  });

  test('is not found out by many codes sent at once by whoever has the password: one is answered, the rest wait', async () => {
    const { manager } = house.here;
    await setWrongCodes(manager, 6);
    await Promise.all(Array.from({ length: 8 }, () => signIn(manager, { code: 'abc' })));
    expect(await triesOf(manager)).toEqual([{ wrong_codes: 7, slowed: true }]);
    expect(await signIn(manager, { code: codeOf(manager, 1) })).toBeNull();
  });

  test('gets in by the right code once the wait is over, and starts afresh', async () => {
    const { manager } = house.here;
    await setWrongCodes(manager, 7);
    expect(await signIn(manager, { code: codeOf(manager, 1) })).toMatchObject({ role: 'manager' });
    expect(await triesOf(manager)).toEqual([{ wrong_codes: 0, slowed: false }]);
  });

  test('is not slowed by anyone who has not got the password', async () => {
    const { auditor } = house.here;
    await setWrongCodes(auditor, 0);
    await signIn(auditor, { password: 'guess' });
    expect(await triesOf(auditor)).toEqual([{ wrong_codes: 0, slowed: false }]);
  });

  test('does not get in any more once they have left', async () => {
    const { manager } = house.elsewhere;
    await rows(house.database, (sql) => sql`update staff set active = false where id = ${manager.staffId}`);
    expect(await signIn(manager)).toBeNull();
  });
});

describe('colleagues', () => {
  test('know each other by name, in their own service only', async () => {
    const names = await transactionAs(house.here.worker, colleagues);
    expect(names.map((one) => one.firstName)).toEqual(['Amira', 'Ines', 'Tom']);
    expect(names.every((one) => one.name.endsWith('rivermead'))).toBe(true);
    expect(await transactionAs(house.here.auditor, meOf)).toMatchObject({
      name: 'Ines rivermead',
      role: 'auditor',
    });
  });
});
