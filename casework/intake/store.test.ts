import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { auditOf } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone, waitingText, withWords } from '../../tests/support/someone.ts';
import { adjustmentsOf, changeAdjustments } from '../adjustment/store.server.ts';
import { caseByReference, search } from '../case/search.server.ts';
import { caseOf } from '../case/store.server.ts';
import { declareConflict } from '../conflict/store.server.ts';
import { confirmContactPoint, contactPointsOf } from '../contact-point/store.server.ts';
import { changeContactPreference, contactRulesOf } from '../contact-preference/store.server.ts';
import { type Intake, intakeForm } from './form.server.ts';
import { possiblySame, refusalOf, takeIn } from './store.server.ts';

const house = aHouse();

const typed = (more: Record<string, unknown> = {}) => ({
  ...{
    key: randomUUID(),
    name: 'Grace Adeyemi',
    basis: 'direct',
    mobile: '07700 900777',
    mobileFlags: 'shared',
  },
  ...{ kind: 'theft', receivedFrom: 'police', receivedOn: '2026-04-02', receivedAt: '15:00' },
  ...{ adjustment: 'no_letters', workerId: house.here.worker.staffId, ...more },
});
const intake = (more?: Record<string, unknown>): Intake => intakeForm.parse(typed(more));
const here = <T>(work: Parameters<typeof transactionAs<typeof house.here.worker, T>>[1]) =>
  transactionAs(house.here.worker, work);

it('takes someone on with everything that came with them', async () => {
  const caseId = await here((tx) => takeIn(tx, intake()));
  const known = await here(async (tx) => {
    const it = await caseOf(tx, caseId);
    if (!it) throw new Error('The case that was opened is not open');
    const { victimId } = it.person;
    return { it, points: await contactPointsOf(tx, victimId), adjusted: await adjustmentsOf(tx, victimId) };
  });
  expect(known.it.person.name).toBe('Grace Adeyemi');
  expect(known.points).toMatchObject([{ kind: 'mobile', shared: true, watched: false, source: 'police' }]);
  expect(known.adjusted).toMatchObject([{ kind: 'no_letters' }]);
});

it('finds the one already known by name and by number, and says nothing across services', async () => {
  const [alike] = await here((tx) => possiblySame(tx, intake({ name: 'Grayce Adeyemy' })));
  expect(alike?.same).toEqual(['name', 'mobile']);
  const elsewhere = await transactionAs(house.elsewhere.worker, (tx) => possiblySame(tx, intake()));
  expect(elsewhere).toEqual([]);
});

it('opens another case for someone known and another person’s case of the same incident', async () => {
  const [known] = await here((tx) => search(tx, '07700900777'));
  if (!known?.cases[0]) throw new Error('Nobody was found by their number');
  const again = await here((tx) => takeIn(tx, intake({ person: known.victimId })));
  const [first] = known.cases;
  const beside = await here((tx) =>
    takeIn(
      tx,
      intake({ name: 'Nia Bevan', person: 'new', mobile: '', sameIncidentAs: first.reference, kind: '' }),
    ),
  );
  const read = (caseId: string) => here((tx) => caseOf(tx, caseId));
  expect((await read(again))?.person.victimId).toBe(known.victimId);
  expect((await read(beside))?.incident.id).toBe((await read(first.caseId))?.incident.id);
});

it('keeps texts from someone known once a new case says that somebody reads their phone', async () => {
  const sam = await someone(house.here.worker);
  const { pointId } = await waitingText(house.here.worker, sam);
  await transactionAs(sam.me, (tx) =>
    changeContactPreference(tx, sam.victimId, { channels: ['text'] }, withWords),
  );
  await here((tx) => confirmContactPoint(tx, sam.victimId, pointId));
  const textOf = () => here((tx) => contactRulesOf(tx, sam.victimId));
  expect((await textOf()).channels[0]).toMatchObject({ channel: 'text', usable: true });
  const number = { person: sam.victimId, mobile: '07700 900123', adjustment: [] };
  await here((tx) => takeIn(tx, intake({ ...number, mobileFlags: 'watched' })));
  expect((await textOf()).channels[0]).toMatchObject({ channel: 'text', usable: false, why: 'watched' });
  expect(await here((tx) => contactPointsOf(tx, sam.victimId))).toMatchObject([
    { id: pointId, watched: true, shared: false },
  ]);
});

it('adds what is to be done differently for someone known, and takes nothing away', async () => {
  const sam = await someone(house.here.worker);
  const again = (more: Record<string, unknown>) =>
    here((tx) => takeIn(tx, intake({ person: sam.victimId, mobile: '', ...more })));
  const known = async () => (await here((tx) => adjustmentsOf(tx, sam.victimId))).map(said).sort();
  const said = ({ kind, note }: { kind: string; note: string | null }) => note ?? kind;
  await here((tx) =>
    changeAdjustments(tx, sam.victimId, [
      { kind: 'bsl', note: null },
      { kind: 'other', note: 'Rings the bell twice' },
    ]),
  );
  await again({ adjustment: ['no_texts', 'other'], adjustmentNote: 'Not on Fridays' });
  expect(await known()).toEqual(['Rings the bell twice\nNot on Fridays', 'bsl', 'no_texts']);
  const before = await auditOf(house.database, sam.victimId);
  expect(before.filter((action) => action === 'adjustment.changed')).toHaveLength(2);
  await again({ adjustment: ['other'], adjustmentNote: 'Not on Fridays' });
  await again({ adjustment: [] });
  expect(await known()).toHaveLength(3);
  const after = await auditOf(house.database, sam.victimId);
  expect(after.filter((action) => action === 'adjustment.changed')).toHaveLength(2);
});

it('refuses an incident and a person of another service as if they were not there', async () => {
  const theirs = await transactionAs(house.elsewhere.worker, async (tx) => {
    const caseId = await takeIn(tx, intake({ workerId: house.elsewhere.worker.staffId }));
    const it = await caseOf(tx, caseId);
    return { reference: it?.reference, victimId: it?.person.victimId };
  });
  const refused = (more: Record<string, unknown>) => here((tx) => refusalOf(tx, intake(more)));
  expect((await refused({ sameIncidentAs: theirs.reference }))?.field).toBe('sameIncidentAs');
  expect((await refused({ person: theirs.victimId }))?.field).toBe('person');
  expect(await refused({ person: 'new' })).toBeNull();
});

it('closes every case of a person to whoever declares a conflict, a manager too, and to nobody else', async () => {
  const caseId = await here((tx) =>
    takeIn(tx, intake({ name: 'Huw Prys', mobile: '07700 900778', person: 'new' })),
  );
  const { manager, worker } = house.here;
  await transactionAs(manager, async (tx) => {
    const it = await caseOf(tx, caseId);
    if (it) await declareConflict(tx, it.person.victimId);
  });
  expect(await transactionAs(manager, (tx) => caseOf(tx, caseId))).toBeNull();
  expect(await transactionAs(manager, (tx) => search(tx, 'Huw Prys'))).toEqual([]);
  expect((await transactionAs(worker, (tx) => caseOf(tx, caseId)))?.person.name).toBe('Huw Prys');
});

it('says at which field something is wrong, adjustments by their name on the page', () => {
  const problems = intakeForm.safeParse(typed({ name: '', mobile: '020 7946 0000', adjustment: 'other' }));
  expect(problems.error?.issues.map(({ path }) => path[0]).sort()).toEqual([
    'adjustmentNote',
    'mobile',
    'name',
  ]);
});

it.each(['r-%', 'R %', '%'])('finds a case by its reference however it is written: %s', async (shape) => {
  const caseId = await here((tx) => takeIn(tx, intake({ person: 'new' })));
  const reference = (await here((tx) => caseOf(tx, caseId)))?.reference.slice(2) ?? '';
  const found = await here((tx) => caseByReference(tx, shape.replace('%', reference.toLowerCase())));
  expect(found?.caseId).toBe(caseId);
});
