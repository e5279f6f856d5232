import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { type StaffActor, StatementRefusedError, transactionAs } from '#db/transaction.server.ts';
import { answerByPhone, answerTo, propose, whoSent } from '../../tests/support/extracts.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answer } from '../../tests/support/people.ts';
import { briefsOf, followBrief, giveBrief, makeBrief, whereMyWordsWent } from '../brief/store.server.ts';
import { caseOf } from '../case/store.server.ts';
import { verifyChoices } from '../choice/store.server.ts';
import { expectDecision, recordDecisionHeld } from '../decision/store.server.ts';
import { findingsWaiting, releaseLeak } from '../leak/finding.server.ts';
import { knowIdentifier } from '../leak/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { readingsOf, statementsOf } from '../statement/own.server.ts';
import { readStatement, receiptOf, statementShown } from '../statement/reading.server.ts';
import { withdrawStatement } from '../statement/store.server.ts';
import { tasksOpen } from '../task/store.server.ts';
import { localDate } from '../working-day/rules.ts';
import { proposeExtract } from './propose.server.ts';
import { copiesOut } from './recall.server.ts';
import { extractOf, extractsOf, ownExtract } from './store.server.ts';

const house = aHouse();
const today = localDate(new Date());
const words = 'I do not sleep. I take the bus now. My mother drives me.';

async function proposed(said = 'I do not sleep. […] My mother drives me.', of = words) {
  const worker = house.here.worker;
  const who = await whoSent(worker, of);
  const made = await propose(worker, who.statementId, said);
  if ('problem' in made) throw new Error(made.problem);
  return { ...who, ...made, worker };
}
const tasksOf = (worker: StaffActor, victimId: string) =>
  transactionAs(worker, async (tx) =>
    (await tasksOpen(tx, { mine: false, victimId })).map(({ kind }) => kind),
  );
const brief = (actor: StaffActor, extractId: string) =>
  transactionAs(actor, (tx) => makeBrief(tx, extractId, 'pdf'));
const know = (worker: StaffActor, caseId: string, name: string) =>
  transactionAs(worker, async (tx) => {
    const it = await caseOf(tx, caseId);
    if (!it) throw new Error('There is a case');
    await knowIdentifier(tx, it.incident.id, { kind: 'child_name', words: name });
  });

const holdOf = async (extractId: string) =>
  (await transactionAs(house.here.manager, findingsWaiting)).find(({ subjectId }) => subjectId === extractId);
describe('words proposed to someone', () => {
  test('are theirs to read with who opened what they wrote for it, and leave no earlier than they say yes', async () => {
    const who = await proposed();
    const mine = await transactionAs(who.me, (tx) => ownExtract(tx, 1));
    expect(mine).toMatchObject({
      state: 'proposed',
      proposed: 'I do not sleep. […] My mother drives me.',
      approved: null,
    });
    expect(await transactionAs(who.me, (tx) => readingsOf(tx, who.statementId))).toMatchObject([
      { why: 'prepare_extract' },
    ]);
    await expect(brief(who.worker, who.extractId)).rejects.toThrow(NotThereError);
  });

  test('must be cut from what was sent, for an audience that was chosen', async () => {
    const who = await whoSent(house.here.worker, words);
    expect(await propose(house.here.worker, who.statementId, 'I never sleep.')).toEqual({
      problem: 'extract.words.notTheirs',
    });
    expect(
      await propose(house.here.worker, who.statementId, 'I do not sleep.', { audience: 'child' }),
    ).toEqual({
      problem: 'extract.audience.notChosen',
    });
    expect(await transactionAs(who.me, extractsOf)).toEqual([]);
  });

  test('are cut from what stands on the page with one receipt, however often; another’s receipt opens nothing', async () => {
    const worker = house.here.worker;
    const who = await whoSent(worker, words);
    const receipt = await transactionAs(worker, async (tx) => {
      await readStatement(tx, who.statementId, 'prepare_extract');
      return receiptOf(tx, who.statementId);
    });
    const cut = (said: string) =>
      transactionAs(worker, (tx) =>
        proposeExtract(tx, who.statementId, { audience: 'panel', decisionId: null, words: said }, receipt),
      );
    expect(await cut('I never sleep.')).toEqual({ problem: 'extract.words.notTheirs' });
    expect(await cut('I do not sleep.')).toMatchObject({ held: false });
    expect(await transactionAs(who.me, (tx) => readingsOf(tx, who.statementId))).toHaveLength(1);
    const theirs = (actor: StaffActor) =>
      transactionAs(actor, (tx) => statementShown(tx, who.statementId, receipt ?? ''));
    expect(await theirs(worker)).not.toBeNull();
    expect(await theirs(house.here.manager)).toBeNull();
    expect(await theirs(house.elsewhere.worker)).toBeNull();
  });

  test('are nobody else’s: another person sees none of it, nor does another service', async () => {
    const [who, other] = [await proposed(), await proposed()];
    expect(await transactionAs(other.me, extractsOf)).toHaveLength(1);
    expect(await transactionAs(house.elsewhere.worker, (tx) => extractOf(tx, who.extractId))).toBeNull();
  });
});

describe('someone who answers', () => {
  test('may change a word, and then only their words leave, with a fresh yes in the ledger', async () => {
    const who = await proposed();
    expect(await answerTo(who, 1, 'I hardly sleep. […] My mother drives me.')).toEqual({
      outcome: 'approved',
    });
    expect((await brief(who.worker, who.extractId)).words).toBe('I hardly sleep. […] My mother drives me.');
    expect(await transactionAs(who.me, (tx) => verifyChoices(tx, who.victimId))).toEqual({
      whole: true,
      entries: 2,
    });
    expect(await tasksOf(who.worker, who.victimId)).toContain('extract_answered');
    const [statement] = await transactionAs(who.me, statementsOf);
    expect(statement?.usedAt).not.toBeNull();
  });

  test('may say no, and nothing leaves; and may change their mind while nothing has', async () => {
    const who = await proposed();
    expect(await answerTo(who, 1, null)).toEqual({ outcome: 'refused' });
    await expect(brief(who.worker, who.extractId)).rejects.toThrow(NotThereError);
    expect(await answerTo(who, 1, 'I do not sleep.')).toEqual({ outcome: 'approved' });
    await brief(who.worker, who.extractId);
    expect(await answerTo(who, 1, null)).toBeNull();
  });

  test('who names somebody waits for a person to look, and their words leave only when a manager lets them', async () => {
    const who = await proposed();
    await know(who.worker, who.caseId, 'Kayden Walsh');
    const changed = 'Kayden knows why I do not sleep.';
    expect(await answerTo(who, 1, changed)).toEqual({ outcome: 'held' });
    await expect(brief(who.worker, who.extractId)).rejects.toThrow(NotThereError);
    const leakId = (await holdOf(who.extractId))?.leakId ?? '';
    await transactionAs(house.here.manager, (tx) => releaseLeak(tx, leakId, 'Another Kayden.'));
    expect((await brief(who.worker, who.extractId)).words).toBe(changed);
  });

  test('may say it on the phone: staff write it down as such, with the words they read out', async () => {
    const who = await proposed();
    const outcome = await answerByPhone(who, 'I do not sleep.');
    expect(outcome).toEqual({ outcome: 'approved' });
    expect(await transactionAs(who.me, (tx) => ownExtract(tx, 1))).toMatchObject({ answeredHow: 'phone' });
    expect((await brief(who.worker, who.extractId)).words).toBe('I do not sleep.');
  });

  test('is not shown a proposal that names somebody until it is let go', async () => {
    const worker = house.here.worker;
    const who = await whoSent(worker, 'Kayden said sorry. I do not sleep.');
    await know(worker, who.caseId, 'Kayden Walsh');
    expect(await propose(worker, who.statementId, 'Kayden said sorry.')).toMatchObject({ held: true });
    expect(await transactionAs(who.me, extractsOf)).toEqual([]);
  });
});

async function withThePanel() {
  const who = await proposed();
  await answerTo(who, 1, 'I do not sleep.');
  const { briefId } = await brief(who.worker, who.extractId);
  const give = (name: string) =>
    transactionAs(who.worker, (tx) => giveBrief(tx, briefId, { role: 'panel_member', name }));
  await give('Rosa Lind');
  await give('Omar Bell');
  const briefs = () => transactionAs(who.worker, (tx) => briefsOf(tx, who.extractId, who.victimId));
  const [rosa] = (await briefs())[0]?.readers ?? [];
  await transactionAs(who.worker, (tx) => followBrief(tx, rosa?.readerId ?? '', 'read'));
  return { ...who, briefId, give, briefs };
}

describe('a yes taken back', () => {
  test('recalls what is unread, marks who had read it, ends what was open and tells the worker', async () => {
    const who = await withThePanel();
    await answer(who, ['views/panel/'], 'declined');
    const [made] = await who.briefs();
    expect(made).toMatchObject({ recalledBecause: 'choice_withdrawn' });
    expect(made?.readers.map(({ name, flaggedAt }) => [name, flaggedAt !== null])).toEqual([
      ['Rosa Lind', true],
      ['Omar Bell', false],
    ]);
    expect(await transactionAs(who.me, (tx) => ownExtract(tx, 1))).toMatchObject({ state: 'ended' });
    expect(await tasksOf(who.worker, who.victimId)).toContain('words_recalled');
    await expect(who.give('Late Reader')).rejects.toThrow();
    await expect(brief(who.worker, who.extractId)).rejects.toThrow(NotThereError);
  });

  test('says how many copies had gone, where any had, and counts none afterwards', async () => {
    const who = await withThePanel();
    const out = await transactionAs(who.me, async (tx) => {
      await tx.execute(
        sql`update choice_now set state = 'withdrawn' where purpose = 'views' and topic = 'panel'`,
      );
      return copiesOut(tx);
    });
    expect(out).toBe(2);
    expect(await transactionAs(who.me, copiesOut)).toBe(0);
  });

  test('does so whoever writes the choice and by whatever: the database sees to it', async () => {
    const who = await withThePanel();
    await transactionAs(who.me, (tx) =>
      tx.execute(sql`update choice_now set state = 'withdrawn' where purpose = 'views' and topic = 'panel'`),
    );
    expect(await who.briefs()).toMatchObject([{ recalledBecause: 'choice_withdrawn' }]);
  });

  test('for one audience leaves the others as they are', async () => {
    const who = await withThePanel();
    await answer(who, ['views/child/'], 'declined');
    expect(await who.briefs()).toMatchObject([{ recalledBecause: null }]);
    expect(await tasksOf(who.worker, who.victimId)).not.toContain('words_recalled');
  });
});

describe('where words went', () => {
  test('is told to the person: who in what role was given them and read them, and nobody’s name', async () => {
    const who = await withThePanel();
    const [made] = await transactionAs(who.me, whereMyWordsWent);
    expect(made?.readers).toMatchObject([
      { role: 'panel_member', name: null },
      { role: 'panel_member', name: null, readAt: null },
    ]);
    expect(JSON.stringify(made)).not.toContain('Rosa');
  });

  test('never after the decision, and never of a statement that was taken back', async () => {
    const who = await whoSent(house.here.worker, words);
    const { decisionId } = await transactionAs(house.here.worker, (tx) =>
      expectDecision(tx, who.caseId, { kind: 'panel', wordsNeededBy: today, heldOn: today }),
    );
    const made = await propose(house.here.worker, who.statementId, 'I do not sleep.', { decisionId });
    const extractId = 'problem' in made ? '' : made.extractId;
    await answerTo(who, 1, 'I do not sleep.');
    await transactionAs(house.here.worker, (tx) => recordDecisionHeld(tx, decisionId));
    await expect(brief(house.here.worker, extractId)).rejects.toThrow(StatementRefusedError);
    await transactionAs(who.me, (tx) => withdrawStatement(tx, who.statementId));
    const atDesk = await transactionAs(house.here.manager, (tx) => extractOf(tx, extractId));
    expect(atDesk).toMatchObject({ state: 'ended', proposed: null, approved: null });
    expect(await transactionAs(who.me, (tx) => ownExtract(tx, 1))).toMatchObject({
      endedBecause: 'statement_withdrawn',
    });
  });
});

describe('only approved words leave, whatever a role may write in SQL', () => {
  test('no brief of a proposal, a refusal or another audience, by staff or manager', async () => {
    const who = await proposed();
    const insert = (actor: StaffActor, audience: string) =>
      transactionAs(actor, (tx) =>
        tx.execute(sql`insert into brief (service_id, id, victim_id, case_id, extract_id, audience, form, words_hash, made_by)
          values (app_service(), gen_random_uuid(), ${who.victimId}, ${who.caseId}, ${who.extractId}, ${audience}, 'pdf', '\\x00', app_staff())`),
      );
    for (const actor of [house.here.worker, house.here.manager])
      await expect(insert(actor, 'panel')).rejects.toMatchObject({ sqlState: '23001' });
    await answerTo(who, 1, 'I do not sleep.');
    for (const actor of [house.here.worker, house.here.manager])
      await expect(insert(actor, 'child')).rejects.toMatchObject({ sqlState: '23001' });
    await insert(house.here.worker, 'panel');
  });

  test('nobody says yes in another’s name: staff not as the person, the person not as staff', async () => {
    const who = await proposed();
    const approve = (
      how: string,
    ) => sql`update extract set state = 'approved', sealed_approved = '\\x00', answered_at = now(),
      answered_how = ${how}, answered_by = ${how === 'portal' ? null : who.worker.staffId}::uuid where id = ${who.extractId}`;
    await expect(transactionAs(who.worker, (tx) => tx.execute(approve('portal')))).rejects.toThrow(
      StatementRefusedError,
    );
    await expect(transactionAs(who.me, (tx) => tx.execute(approve('phone')))).rejects.toThrow(
      StatementRefusedError,
    );
  });

  test('nobody changes the words as proposed, nor those that have left', async () => {
    const who = await withThePanel();
    const change = (actor: StaffActor, set: ReturnType<typeof sql>) =>
      transactionAs(actor, (tx) => tx.execute(sql`update extract set ${set} where id = ${who.extractId}`));
    await expect(change(who.worker, sql`sealed_words = '\\x00'`)).rejects.toMatchObject({
      sqlState: '42501',
    });
    await expect(change(who.worker, sql`sealed_approved = '\\x00'`)).rejects.toMatchObject({
      sqlState: '23001',
    });
  });

  test('the processes that send, count or look may read none of it', async () => {
    const { serviceId } = house.here.worker;
    for (const table of ['extract', 'brief', 'brief_reader', 'voice_note'])
      for (const actor of [
        house.here.auditor,
        { role: 'sender', serviceId },
        { role: 'webhook', serviceId },
      ] as const)
        await expect(
          transactionAs(actor, (tx) => tx.execute(sql`select 1 from ${sql.identifier(table)}`)),
        ).rejects.toMatchObject({ sqlState: '42501' });
  });
});
