import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { type StaffActor, transactionAs } from '#db/transaction.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { answerByPhone, answerTo, propose, whoSent } from '../../tests/support/extracts.ts';
import { aHouse } from '../../tests/support/house.ts';
import { makeBrief } from '../brief/store.server.ts';
import { caseOf } from '../case/store.server.ts';
import { findingsWaiting, releaseLeak, takeBackHeld } from '../leak/finding.server.ts';
import { knowIdentifier } from '../leak/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { heldSince } from './leaving.server.ts';
import { endExtract, extractOf, ownExtract } from './store.server.ts';

const house = aHouse();
const know = (worker: StaffActor, caseId: string, name: string) =>
  transactionAs(worker, async (tx) => {
    const it = await caseOf(tx, caseId);
    if (!it) throw new Error('There is a case');
    await knowIdentifier(tx, it.incident.id, { kind: 'child_name', words: name });
  });
const holdOf = async (extractId: string) =>
  (await transactionAs(house.here.manager, findingsWaiting)).find(({ subjectId }) => subjectId === extractId);

async function proposed() {
  const worker = house.here.worker;
  const who = await whoSent(worker, 'I do not sleep. My mother drives me.');
  const made = await propose(worker, who.statementId, 'I do not sleep.');
  if ('problem' in made) throw new Error(made.problem);
  return { ...who, ...made, worker };
}

describe('someone whose words are held back', () => {
  test('may not try other words while theirs are held, on their page or on the phone; a no is always theirs', async () => {
    const who = await proposed();
    await know(who.worker, who.caseId, 'Kayden Walsh');
    await answerTo(who, 1, 'Kayden knows why.');
    await expect(answerTo(who, 1, 'I do not sleep.')).rejects.toThrow(NotThereError);
    await expect(answerByPhone(who, 'I do not sleep.')).rejects.toThrow(NotThereError);
    const past = transactionAs(who.me, (tx) =>
      tx.execute(sql`update extract set leak_state = 'clear', sealed_approved = sealed_words`),
    );
    await expect(past).rejects.toMatchObject({ sqlState: '23001' });
    expect(await holdOf(who.extractId)).toBeDefined();
    expect(await answerTo(who, 1, null)).toEqual({ outcome: 'refused' });
    expect(await holdOf(who.extractId)).toBeUndefined();
  });

  test('whose held words were taken back is asked again with others, and those have ended', async () => {
    const who = await proposed();
    await know(who.worker, who.caseId, 'Kayden Walsh');
    await answerTo(who, 1, 'Kayden knows why.');
    const leakId = (await holdOf(who.extractId))?.leakId ?? '';
    await transactionAs(who.worker, (tx) => takeBackHeld(tx, leakId));
    expect(await transactionAs(who.me, (tx) => ownExtract(tx, 1))).toMatchObject({ state: 'ended' });
    expect(await propose(who.worker, who.statementId, 'I do not sleep.')).toMatchObject({ held: false });
  });

  test('may not be asked on the phone about a proposal that is held, and the hold closes when it is taken back', async () => {
    const worker = house.here.worker;
    const who = await whoSent(worker, 'Kayden said sorry. I do not sleep.');
    await know(worker, who.caseId, 'Kayden Walsh');
    const made = await propose(worker, who.statementId, 'Kayden said sorry.');
    const extractId = 'problem' in made ? '' : made.extractId;
    await expect(answerByPhone({ worker, extractId }, 'I do not sleep.')).rejects.toThrow(NotThereError);
    await transactionAs(worker, (tx) => endExtract(tx, extractId));
    expect(await holdOf(extractId)).toBeUndefined();
  });

  test('whose yes names somebody who became known only since then waits too, until a manager lets just these words go', async () => {
    const worker = house.here.worker;
    const said = 'Zachary looked at me and laughed.';
    const who = await whoSent(worker, said);
    const made = await propose(worker, who.statementId, said);
    const extractId = 'problem' in made ? '' : made.extractId;
    await know(worker, who.caseId, 'Zachary Blythe');
    expect(await answerTo(who, 1, said)).toEqual({ outcome: 'approved' });
    const brief = () => transactionAs(worker, (tx) => makeBrief(tx, extractId, 'pdf'));
    const isHeld = () =>
      transactionAs(worker, async (tx) => {
        const found = await extractOf(tx, extractId);
        return found && heldSince(tx, found);
      });
    const kept = () =>
      rows(
        house.database,
        (db) =>
          db`select leak_state, (select count(*)::int from brief b where b.extract_id = e.id) as briefs,
            (select count(*)::int from leak_finding f where f.subject_id = e.id) as findings from extract e where id = ${extractId}`,
      );
    await expect(brief()).rejects.toThrow(NotThereError);
    expect(await isHeld()).toBe(true);
    expect(await kept()).toEqual([{ leak_state: 'held', briefs: 0, findings: 1 }]);
    await expect(brief()).rejects.toThrow(NotThereError);
    const leakId = (await holdOf(extractId))?.leakId ?? '';
    await transactionAs(house.here.manager, (tx) => releaseLeak(tx, leakId, 'Another Zachary.'));
    expect(await isHeld()).toBe(false);
    expect((await brief()).words).toBe(said);
    expect(await kept()).toEqual([{ leak_state: 'released', briefs: 1, findings: 1 }]);
  });
});
