import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { caseOf } from '../case/store.server.ts';
import { NotThereError } from '../refusals.ts';
import type { Entered } from './entry.ts';
import { knowIdentifier, leaksIn } from './store.server.ts';

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
});
