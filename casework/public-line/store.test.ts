import { describe, expect, it } from 'vitest';
import { asVisitor, transactionAs } from '#db/transaction.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { words, youSaidIn } from '../../tests/support/you-said.ts';
import { releaseLeak } from '../leak/finding.server.ts';
import { knowIdentifier } from '../leak/store.server.ts';
import { ChangedMeanwhileError, NotThereError } from '../refusals.ts';
import { approveLine, publishLine, sendBackLine, takeDownLine } from './approval.server.ts';
import { linesIn } from './published.server.ts';

const house = aHouse();
const { begin, write, editions, newest, approve, publicly, shownOf, published } = youSaidIn(house);

describe('a public line', () => {
  it('is read by anybody in every language, the English marked where nobody wrote another', async () => {
    const { lineId } = await published();
    const lines = await publicly();
    const [polish] = linesIn(lines, 'pl').filter((line) => line.lineId === lineId);
    const [urdu] = linesIn(lines, 'ur').filter((line) => line.lineId === lineId);
    expect(polish?.words).toMatchObject({ language: 'pl', fallback: false, youSaid: words.pl.youSaid });
    expect(urdu?.words).toMatchObject({ language: 'en', fallback: true, youSaid: words.en.youSaid });
    expect(await publicly(house.elsewhere.id)).toEqual([]);
  });

  it.each([
    'select title from theme',
    'select what, owner_id from promise',
    'select written_by, approved_by from public_line',
    'select 1 from theme_feedback',
    'select 1 from promise_evidence',
    'select 1 from line_told',
  ])('gives anybody who types SQL nothing of who is behind it: %s', async (statement) => {
    await published();
    const byHand = asVisitor(house.here.id, (tx) => tx.execute(statement));
    await expect(byHand).rejects.toMatchObject({ sqlState: '42501' });
  });

  it('is not read by anybody while it is a draft or only approved', async () => {
    const themeId = await begin();
    await write(themeId);
    expect(await shownOf(themeId)).toBeUndefined();
    await approve(themeId);
    expect(await shownOf(themeId)).toBeUndefined();
  });

  it('says that what is past its day is not done yet, without anybody writing that down', async () => {
    const { themeId } = await published();
    expect(await shownOf(themeId)).toMatchObject({ standing: 'promised' });
    await rows(
      house.database,
      (sql) => sql`update promise set due_on = '2026-01-01' where theme_id = ${themeId}`,
    );
    expect(await shownOf(themeId)).toMatchObject({ standing: 'not_done_yet' });
  });

  it('is approved by somebody else and never by who wrote it, by hand or by hook', async () => {
    const themeId = await begin();
    await write(themeId);
    await expect(approve(themeId, house.here.worker)).rejects.toBeInstanceOf(NotThereError);
    const byHand = transactionAs(house.here.worker, (tx) =>
      tx.execute(
        `update public_line set state = 'approved', approved_by = app_staff(), approved_at = now() where theme_id = '${themeId}'`,
      ),
    );
    await expect(byHand).rejects.toMatchObject({ constraint: 'approved_by_another' });
    expect(await approve(themeId)).toBe('approved');
  });

  it('is approved as it was seen: words changed meanwhile are looked at again', async () => {
    const themeId = await begin();
    await write(themeId);
    const { lineId, version } = await newest(themeId);
    await write(themeId, { ...words, en: { ...words.en, weDid: 'We ring within three days.' } });
    await expect(
      transactionAs(house.here.manager, (tx) => approveLine(tx, lineId, version)),
    ).rejects.toBeInstanceOf(ChangedMeanwhileError);
    expect((await newest(themeId)).words.en?.weDid).toBe('We ring within three days.');
  });

  it('cannot be changed once approved, nor by anybody else while it is a draft', async () => {
    const themeId = await begin();
    await write(themeId);
    await expect(write(themeId, words, house.here.manager)).rejects.toBeInstanceOf(ChangedMeanwhileError);
    await approve(themeId);
    await expect(write(themeId)).rejects.toBeInstanceOf(ChangedMeanwhileError);
    const { lineId } = await newest(themeId);
    const byHand = await transactionAs(house.here.worker, (tx) =>
      tx.execute(`delete from public_line_words where line_id = '${lineId}' returning 1`),
    );
    expect(byHand).toHaveLength(0);
  });

  it('goes nowhere while it names somebody, in whatever alphabet, until a manager who did not write it lets it', async () => {
    const { caseId } = await someone(house.here.worker);
    const [incident] = await rows(
      house.database,
      (sql) => sql<{ incident_id: string }[]>`select incident_id from victim_case where id = ${caseId}`,
    );
    await transactionAs(house.here.worker, (tx) =>
      knowIdentifier(tx, incident?.incident_id ?? '', { kind: 'child_name', words: 'Bartholomew Quenby' }),
    );
    const themeId = await begin();
    const naming = { ...words, en: { ...words.en, youSaid: 'You asked about Bartholomew Quenby.' } };
    expect(await write(themeId, naming)).toMatchObject({ held: true });
    await expect(approve(themeId)).rejects.toBeInstanceOf(NotThereError);
    const { leakId, lineId } = await newest(themeId);
    const byHand = transactionAs(house.here.manager, (tx) =>
      tx.execute(
        `update public_line set state = 'approved', approved_by = app_staff(), approved_at = now() where id = '${lineId}'`,
      ),
    );
    await expect(byHand).rejects.toMatchObject({ sqlState: '23001' });
    await transactionAs(house.here.manager, (tx) =>
      releaseLeak(tx, leakId ?? '', 'Another person of that name altogether.'),
    );
    expect(await approve(themeId)).toBe('approved');
  });

  it('is held when a name it says became known only after it was written', async () => {
    const themeId = await begin();
    await write(themeId, { ...words, en: { ...words.en, youSaid: 'You asked about Peregrine Tolliver.' } });
    await someone(house.here.worker, { name: 'Peregrine Tolliver', callMe: 'Peregrine' });
    expect(await approve(themeId)).toBe('held');
    expect(await newest(themeId)).toMatchObject({ state: 'draft', held: true });
  });

  it('is held when a name it says became known after it was approved, until a manager lets just that be published', async () => {
    const themeId = await begin();
    await write(themeId, { ...words, en: { ...words.en, youSaid: 'You asked about Ottoline Fairweather.' } });
    await approve(themeId);
    await someone(house.here.worker, { name: 'Ottoline Fairweather', callMe: 'Ottoline' });
    const { lineId } = await newest(themeId);
    const publish = () => transactionAs(house.here.worker, (tx) => publishLine(tx, lineId));
    const kept = () =>
      rows(
        house.database,
        (sql) => sql`select l.state, f.state as finding, published_at is not null as public from public_line l
          join leak_finding f on f.id = l.leak_id where l.id = ${lineId}`,
      );
    expect(await publish()).toBe('held');
    expect(await kept()).toEqual([{ state: 'approved', finding: 'held', public: false }]);
    expect(await newest(themeId)).toMatchObject({ held: true, acts: ['send_back'] });
    await expect(publish()).rejects.toBeInstanceOf(NotThereError);
    const { leakId } = await newest(themeId);
    await transactionAs(house.here.manager, (tx) => releaseLeak(tx, leakId ?? '', 'Another Ottoline.'));
    expect(await publish()).toBe('published');
    expect(await kept()).toEqual([{ state: 'published', finding: 'released', public: true }]);
  });

  it('is taken down at once, and stays inside with who and why', async () => {
    const { themeId, lineId } = await published();
    await transactionAs(house.here.worker, (tx) => takeDownLine(tx, lineId, 'could_identify'));
    expect(await shownOf(themeId)).toBeUndefined();
    expect(await newest(themeId)).toMatchObject({
      ...{ state: 'taken_down', takenDownBecause: 'could_identify', takenDownBy: house.here.worker.staffId },
      words: { en: words.en },
    });
    const audit = await rows(
      house.database,
      (sql) =>
        sql<{ action: string }[]>`select action from audit_entry where action = 'public_line.taken_down'`,
    );
    expect(audit.length).toBeGreaterThan(0);
    await expect(
      transactionAs(house.here.worker, (tx) => takeDownLine(tx, lineId, 'not_true')),
    ).rejects.toBeInstanceOf(NotThereError);
  });

  it('is replaced by a later edition, and one that was sent back is written anew', async () => {
    const { themeId, lineId } = await published();
    await write(themeId);
    const { lineId: second } = await newest(themeId);
    await transactionAs(house.here.manager, (tx) => sendBackLine(tx, second));
    await write(themeId);
    await approve(themeId);
    const { lineId: third } = await newest(themeId);
    await transactionAs(house.here.manager, (tx) => publishLine(tx, third));
    const states = (await editions(themeId)).map((it) => [it.lineId, it.state, it.takenDownBecause]);
    expect(states).toEqual([
      [third, 'published', null],
      [second, 'taken_down', 'sent_back'],
      [lineId, 'taken_down', 'replaced'],
    ]);
  });
});
