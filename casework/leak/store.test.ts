import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { caseOf } from '../case/store.server.ts';
import { NotThereError } from '../refusals.ts';
import type { Entered } from './entry.ts';
import { knowIdentifier, type LeakScope, leaksIn } from './store.server.ts';

const house = aHouse();

async function anIncident(known: Entered[]) {
  const who = await someone(house.here.worker, { name: 'Nadia Mensah', callMe: 'Nadia' });
  const incidentId = await transactionAs(house.here.worker, async (tx) => {
    const it = await caseOf(tx, who.caseId);
    if (!it) throw new Error('There is a case');
    for (const one of known) await knowIdentifier(tx, it.incident.id, one);
    return it.incident.id;
  });
  const read = async (words: string) => {
    const leaks = await transactionAs(house.here.worker, (tx) =>
      leaksIn(tx, { victimId: who.victimId }, words),
    );
    const said = (marks: typeof leaks.blocked) => marks.map(({ from, to }) => words.slice(from, to));
    return { blocked: said(leaks.blocked), warned: said(leaks.warned) };
  };
  return { ...who, incidentId, read };
}

describe('the check of words before they leave', () => {
  test('meets the name of the child as it is written, and marks the words', async () => {
    const { read } = await anIncident([{ kind: 'child_name', words: 'Kayden Walsh' }]);
    expect(await read('We met Kayden on Monday.')).toEqual({ blocked: ['Kayden'], warned: [] });
    expect(await read('We met the child on Monday.')).toEqual({ blocked: [], warned: [] });
  });

  test('meets nothing known of another incident, nor of another service', async () => {
    const known = await anIncident([{ kind: 'child_name', words: 'Kayden Walsh' }]);
    const { read } = await anIncident([]);
    expect(await read('We met Kayden on Monday.')).toEqual({ blocked: [], warned: [] });
    const make = transactionAs(house.elsewhere.worker, (tx) =>
      knowIdentifier(tx, known.incidentId, { kind: 'child_name', words: 'Kayden' }),
    );
    await expect(make).rejects.toThrow(NotThereError);
  });

  test('answers somebody signed in about their own incidents only, and shows them nothing of what is known', async () => {
    const { me } = await anIncident([{ kind: 'child_name', words: 'Kayden Walsh' }]);
    const other = await anIncident([{ kind: 'child_name', words: 'Tyrell Adeyemi' }]);
    const words = 'Kayden and Tyrell were there.';
    const asked = (scope: LeakScope) => transactionAs(me, (tx) => leaksIn(tx, scope, words));
    const mine = [{ from: 0, to: 6, kind: 'child_name' }];
    for (const scope of [{}, { victimId: other.victimId }, { incidentIds: [other.incidentId] }])
      expect((await asked(scope)).blocked).toEqual(mine);
    for (const table of ['known_identifier', 'identifier_key', 'leak_finding']) {
      const look = transactionAs(me, (tx) => tx.execute(sql.raw(`select 1 from ${table}`)));
      await expect(look, table).rejects.toThrow('42501');
    }
  });

  test('looks for whatever is known anywhere in the service where no person is named', async () => {
    await anIncident([{ kind: 'child_name', words: 'Peregrine Ashdown' }]);
    const inAll = (actor: typeof house.here.worker) =>
      transactionAs(actor, (tx) => leaksIn(tx, {}, 'We thank Peregrine.'));
    expect((await inAll(house.here.worker)).blocked).toHaveLength(1);
    expect((await inAll(house.elsewhere.worker)).blocked).toEqual([]);
  });
});
