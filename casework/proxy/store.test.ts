import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { type SomeonesCase, someone } from '../../tests/support/people.ts';
import { tasksFor } from '../../tests/support/someone.ts';
import { NotThereError } from '../refusals.ts';
import { localDate } from '../working-day/rules.ts';
import { type NewProxy, proxyForm } from './form.server.ts';
import { addProxy, endProxy, proxiesOf, proxyRefused, refuseUnlessSpeaks } from './store.server.ts';
import { endProxiesInTime, warnOfEndingProxies } from './timetable.server.ts';

const house = aHouse();
const mother: NewProxy = {
  kind: 'parent',
  name: 'Joanne Hartley',
  evidence: 'Birth certificate',
  endsOn: null,
};
const today = Temporal.PlainDate.from(localDate(new Date()));
const bornSoThatAdultIn = (days: number) => today.add({ days }).subtract({ years: 18 }).toString();
const child = (adultIn = 400) => someone(house.here.worker, { birthDate: bornSoThatAdultIn(adultIn) });

const add = ({ victimId }: SomeonesCase, proxy = mother, actor = house.here.worker) =>
  transactionAs(actor, (tx) => addProxy(tx, victimId, proxy));
const listed = ({ victimId }: SomeonesCase, actor = house.here.worker) =>
  transactionAs(actor, (tx) => proxiesOf(tx, victimId));
const speaks = ({ victimId }: SomeonesCase) =>
  transactionAs(house.here.worker, (tx) => refuseUnlessSpeaks(tx, victimId, 'parent')).then(
    () => true,
    () => false,
  );
const asTimetable = <T>(
  work: Parameters<typeof transactionAs<{ role: 'sender'; serviceId: string }, T>>[1],
) => transactionAs({ role: 'sender', serviceId: house.here.id }, work);

describe('a parent of a child', () => {
  test('speaks for them on the evidence seen, until they are eighteen, with name and evidence sealed', async () => {
    const leo = await child();
    const added = await add(leo);
    const endsOn = today.add({ days: 400 }).toString();
    expect(added).toMatchObject({ endsOn });
    expect(await listed(leo)).toMatchObject([{ ...mother, endsOn, acts: true }]);
    expect(await speaks(leo)).toBe(true);
    expect(await auditOf(house.database, leo.victimId)).toContain('proxy.added');
    const kept = await rows(house.database, (sql) => sql`select proxy::text as all from proxy`);
    expect(JSON.stringify(kept)).not.toMatch(/Hartley|certificate/);
  });

  test('does not speak for someone who is grown up', async () => {
    const grown = await child(0);
    const refused = transactionAs(house.here.worker, (tx) => proxyRefused(tx, grown.victimId, mother));
    expect(await refused).toBe('proxy.kind.adult');
    await expect(add(grown)).rejects.toThrow('proxy.kind.adult');
    expect(await listed(grown)).toEqual([]);
  });

  test('stops when it is ended, once, and is kept as someone who spoke', async () => {
    const leo = await child();
    const { proxyId } = await add(leo);
    const end = (actor: typeof house.here.worker) =>
      transactionAs(actor, (tx) => endProxy(tx, leo.victimId, proxyId));
    await expect(end(house.elsewhere.worker)).rejects.toThrow(NotThereError);
    await end(house.here.manager);
    await expect(end(house.here.worker)).rejects.toThrow(NotThereError);
    expect(await listed(leo)).toMatchObject([{ name: mother.name, acts: false }]);
    expect(await speaks(leo)).toBe(false);
  });
});

describe('when someone turns eighteen', () => {
  test('their worker is warned four weeks early, once, and not five weeks early', async () => {
    const [soon, later] = [await child(28), await child(29)];
    for (const one of [soon, later]) await add(one);
    await asTimetable(warnOfEndingProxies);
    await asTimetable(warnOfEndingProxies);
    expect(await tasksFor(house.here.worker, soon)).toEqual(['proxy_ending']);
    expect(await tasksFor(house.here.worker, later)).toEqual([]);
  });

  test('their parent no longer speaks from that day by itself, and the timetable keeps that it ended', async () => {
    const [leo, other] = [await child(1), await child(2)];
    for (const one of [leo, other]) await add(one);
    const birthday = new Date(Date.now() + 86_400_000);
    await asTimetable((tx) => endProxiesInTime(tx, birthday));
    expect(await speaks(leo)).toBe(false);
    expect(await speaks(other)).toBe(true);
    expect(await auditOf(house.database, leo.victimId)).toContain('proxy.ended');
  });

  test('the timetable sees no name and no evidence', async () => {
    const seen = asTimetable((tx) => tx.execute('select sealed_name from proxy'));
    await expect(seen).rejects.toThrow('42501');
  });
});

describe('who speaks for somebody', () => {
  test('is added by nobody to whom the person is not open, and never by the person or an auditor', async () => {
    const leo = await child();
    await expect(add(leo, mother, house.elsewhere.worker)).rejects.toThrow(NotThereError);
    await expect(add(leo, mother, house.here.auditor)).rejects.toThrow('42501');
    const byThemselves = transactionAs(leo.me, (tx) => tx.execute('update proxy set ended_at = now()'));
    await expect(byThemselves).rejects.toThrow('42501');
    expect(await listed(leo)).toEqual([]);
  });

  test('is named with what shows it and an end to come, or the field says what is wrong', () => {
    const typed = { kind: 'parent', name: 'Joanne', evidence: 'Seen', endsOn: '' };
    expect(proxyForm.parse(typed)).toEqual({ ...typed, endsOn: null });
    const problems = (over: Record<string, string>) =>
      proxyForm.safeParse({ ...typed, ...over }).error?.issues.map(({ message }) => message);
    expect(problems({ kind: 'aunt', name: ' ', evidence: '' })).toEqual([
      'proxy.kind.missing',
      'proxy.name.missing',
      'proxy.evidence.missing',
    ]);
    expect(problems({ endsOn: '1/1/2020' })).toEqual(['proxy.endsOn.past']);
    expect(problems({ endsOn: 'soon' })).toEqual(['proxy.endsOn.invalid']);
  });
});
