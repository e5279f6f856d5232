import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type StaffActor, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { auditOf, rows } from '../../tests/support/audit-of.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answer, type SomeonesCase, someone } from '../../tests/support/people.ts';
import { mayRead, send, shownNow, takeDown, write } from '../../tests/support/statements.ts';
import { choicesOf, verifyChoices } from '../choice/store.server.ts';
import { expectDecision } from '../decision/store.server.ts';
import { NotThereError } from '../refusals.ts';
import { draftOf, saveDraft } from './draft.server.ts';
import { ownStatement, statementsOf, statementsOfCase } from './own.server.ts';
import { readStatement, statementsToRead } from './reading.server.ts';
import { confirmStatement, withdrawStatement } from './store.server.ts';

const house = aHouse();
const own = ({ me }: SomeonesCase, number = 1) => transactionAs(me, (tx) => ownStatement(tx, number));
const read = (actor: StaffActor, statementId: string) =>
  transactionAs(actor, (tx) => readStatement(tx, statementId, 'prepare_extract'));
const withdraw = (actor: VictimActor | StaffActor, statementId: string) =>
  actor.role === 'victim'
    ? transactionAs(actor, (tx) => withdrawStatement(tx, statementId))
    : transactionAs(actor, (tx) => withdrawStatement(tx, statementId));
const confirm = (actor: VictimActor | StaffActor, statementId: string) =>
  actor.role === 'victim'
    ? transactionAs(actor, (tx) => confirmStatement(tx, statementId))
    : transactionAs(actor, (tx) => confirmStatement(tx, statementId));
const unread = (actor: StaffActor) => transactionAs(actor, statementsToRead);
const views = async ({ me, victimId }: SomeonesCase) =>
  Object.fromEntries(
    (await transactionAs(me, (tx) => choicesOf(tx, victimId)))
      .filter(({ purpose }) => purpose === 'views')
      .map(({ topic, state }) => [topic, state]),
  );

const waiting = () =>
  rows(
    house.database,
    (sql) =>
      sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );

async function sent(answers = mayRead(['panel'])) {
  const who = await someone(house.here.worker);
  await write(who, 'I do not sleep.');
  await write(who, 'I take the bus.', 'days');
  await send(who, answers);
  const [first] = await transactionAs(who.me, statementsOf);
  if (!first) throw new Error('nothing was sent');
  return { who, statementId: first.statementId };
}

describe('someone who sends their words', () => {
  test('has them as they wrote them, in the order of the guide, and the draft is gone', async () => {
    const { who } = await sent();
    const mine = await own(who);
    expect(mine).toMatchObject({ number: 1, state: 'sent', how: 'portal', wordCount: 8, opened: [] });
    expect(mine?.parts).toEqual([
      { question: 'days', words: 'I take the bus.' },
      { question: null, words: 'I do not sleep.' },
    ]);
    expect(await transactionAs(who.me, (tx) => draftOf(tx, who.caseId))).toBeNull();
    expect(await auditOf(house.database, who.victimId)).toContain('statement.sent');
  });

  test('lets those read it whom they said yes to, in the ledger and with the statement, and nobody else', async () => {
    const { who } = await sent(mayRead(['panel', 'child'], ['pre_sentence_report']));
    expect((await own(who))?.audiences.map(({ audience }) => audience)).toEqual(['child', 'panel']);
    expect(await views(who)).toMatchObject({
      ...{ panel: 'agreed', child: 'agreed', pre_sentence_report: 'declined' },
      ...{ out_of_court: 'unanswered', restorative_process: 'unanswered' },
    });
    const ledger = await transactionAs(who.me, (tx) => verifyChoices(tx, who.victimId));
    expect(ledger).toEqual({ whole: true, entries: 3 });
  });

  test('may not send what they have not looked at: nothing leaves where a word or a reader came in another tab', async () => {
    const who = await someone(house.here.worker);
    await write(who, 'I do not sleep.');
    const looked = await shownNow(who);
    await write(who, 'I do not sleep. I am af', 'free', 1);
    expect(await send(who, mayRead(['panel']), looked)).toEqual({ problem: 'statement.words.changed' });
    expect(await transactionAs(who.me, statementsOf)).toEqual([]);
    const draft = await transactionAs(who.me, (tx) => draftOf(tx, who.caseId));
    expect(draft?.pieces.free?.words).toBe('I do not sleep. I am af');
    expect(await send(who)).toEqual({ number: 1 });
  });

  test('loses nothing that is being saved while they send: it is waited for, and looked at first', async () => {
    const who = await someone(house.here.worker);
    await write(who, 'I do not sleep.');
    const looked = await shownNow(who);
    const sending = await transactionAs(who.me, async (tx) => {
      const sheet = { caseId: who.caseId, page: randomUUID(), version: 1, turn: 0, language: 'en' };
      const saved = await saveDraft(tx, { ...sheet, piece: 'free', words: 'I do not sleep at all.' });
      expect(saved).toMatchObject({ saved: 'kept' });
      const answer = send(who, mayRead(['panel']), looked);
      await expect.poll(async () => (await waiting()).length).toBe(1);
      return { answer };
    });
    expect(await sending.answer).toEqual({ problem: 'statement.words.changed' });
    const draft = await transactionAs(who.me, (tx) => draftOf(tx, who.caseId));
    expect(draft?.pieces.free?.words).toBe('I do not sleep at all.');
  });

  test('may say more later, and a no to the later words takes nothing back from the earlier', async () => {
    const { who } = await sent();
    await write(who, 'One thing more.');
    expect(await send(who, mayRead(['child'], ['panel']))).toEqual({ number: 2 });
    expect(await views(who)).toMatchObject({ panel: 'agreed', child: 'agreed' });
    expect((await own(who, 1))?.audiences).toMatchObject([{ audience: 'panel', endedAt: null }]);
  });

  test('is told what is missing, and nothing is sent', async () => {
    const who = await someone(house.here.worker);
    expect(await send(who)).toEqual({ problem: 'statement.words.missing' });
    await write(who, '  \n ');
    expect(await send(who)).toEqual({ problem: 'statement.words.missing' });
    await write(who, 'words', 'days');
    expect(await send(who, mayRead([], ['panel']))).toEqual({ problem: 'statement.audience.missing' });
    await write(who, 'another page', 'days', 0);
    expect(await send(who)).toEqual({ problem: 'statement.words.two' });
    expect(await transactionAs(who.me, statementsOf)).toEqual([]);
    expect(await views(who)).toMatchObject({ panel: 'unanswered' });
  });

  test('may send fifty thousand words and not one more', async () => {
    const who = await someone(house.here.worker);
    await write(who, 'میں '.repeat(50_001));
    expect(await send(who)).toEqual({ problem: 'statement.words.tooLong' });
    await write(who, 'میں '.repeat(50_000), 'free', 1);
    expect(await send(who)).toEqual({ number: 1 });
  });
});

describe('who said yes and takes it back', () => {
  test('in the choices, ends it with the statement in the same moment', async () => {
    const { who } = await sent(mayRead(['panel', 'child']));
    await answer(who, ['views/panel/'], 'declined');
    const audiences = (await own(who))?.audiences.filter(({ endedAt }) => endedAt === null);
    expect(audiences).toMatchObject([{ audience: 'child' }]);
  });

  test('takes the whole statement back, and staff can no longer open it', async () => {
    const { who, statementId } = await sent();
    await withdraw(who.me, statementId);
    expect(await own(who)).toMatchObject({ state: 'withdrawn' });
    await expect(read(house.here.worker, statementId)).rejects.toThrow(NotThereError);
    await expect(withdraw(who.me, statementId)).rejects.toThrow(NotThereError);
  });

  test('on the phone, has it taken back by staff who may open the case, and by no others', async () => {
    const { who, statementId } = await sent();
    await expect(withdraw(house.elsewhere.worker, statementId)).rejects.toThrow(NotThereError);
    await withdraw(house.here.worker, statementId);
    expect(await own(who)).toMatchObject({ state: 'withdrawn' });
  });
});

describe('each opening by staff', () => {
  test('gives them the words, and the person sees who, in what role, when and why', async () => {
    const { who, statementId } = await sent();
    expect((await read(house.here.worker, statementId)).parts).toContainEqual({
      question: null,
      words: 'I do not sleep.',
    });
    expect((await own(who))?.opened).toMatchObject([
      { firstName: 'Amira', role: 'worker', why: 'prepare_extract' },
    ]);
    expect(await own(who)).toMatchObject({ readings: 1 });
    expect(await auditOf(house.database, who.victimId)).toContain('statement.read');
  });

  test('is for those who may open the case, and leaves nothing where it is refused', async () => {
    const { who, statementId } = await sent();
    await expect(read(house.elsewhere.worker, statementId)).rejects.toThrow(NotThereError);
    await expect(read(house.here.auditor, statementId)).rejects.toThrow('42501');
    expect((await own(who))?.opened).toEqual([]);
  });

  test('takes a statement off the list of those nobody has read, where a decision that is near comes first', async () => {
    const [later, sooner] = [await sent(), await sent()];
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await transactionAs(house.here.worker, (tx) =>
      expectDecision(tx, sooner.who.caseId, { kind: 'panel', wordsNeededBy: day(3), heldOn: day(5) }),
    );
    const listed = (await unread(house.here.worker)).map(({ statementId }) => statementId);
    expect(listed.indexOf(sooner.statementId)).toBe(0);
    expect(listed).toContain(later.statementId);
    await read(house.here.manager, sooner.statementId);
    expect((await unread(house.here.worker)).map(({ statementId }) => statementId)).not.toContain(
      sooner.statementId,
    );
    expect(await unread(house.elsewhere.worker)).toEqual([]);
  });
});

describe('words taken down by staff', () => {
  test('are the person’s to confirm, and until then only whoever took them down may read them back', async () => {
    const who = await someone(house.here.worker);
    const { statementId } = await takeDown(house.here.worker, who, 'She said she is tired.');
    expect(await own(who)).toMatchObject({ state: 'to_confirm', how: 'phone', wordCount: 5 });
    await expect(read(house.here.manager, statementId)).rejects.toThrow(NotThereError);
    expect((await read(house.here.worker, statementId)).parts[0]?.words).toBe('She said she is tired.');
    await confirm(who.me, statementId);
    expect(await own(who)).toMatchObject({ state: 'sent', confirmedHow: 'portal' });
    expect((await read(house.here.manager, statementId)).state).toBe('sent');
  });

  test('are confirmed as read back by staff, once', async () => {
    const who = await someone(house.here.worker);
    const { statementId } = await takeDown(house.here.worker, who, 'Tired.');
    await expect(confirm(house.elsewhere.worker, statementId)).rejects.toThrow(NotThereError);
    await confirm(house.here.worker, statementId);
    expect(await own(who)).toMatchObject({ state: 'sent', confirmedHow: 'read_back' });
    await expect(confirm(who.me, statementId)).rejects.toThrow(NotThereError);
  });

  test('are listed for staff of the case by what became of them, without a word of theirs', async () => {
    const who = await someone(house.here.worker);
    await takeDown(house.here.worker, who, 'Greengage.');
    const listed = await transactionAs(house.here.worker, (tx) => statementsOfCase(tx, who.caseId));
    expect(listed).toMatchObject([{ state: 'to_confirm', audiences: [{ audience: 'panel' }], readings: 0 }]);
    expect(JSON.stringify(listed)).not.toContain('Greengage');
    const elsewhere = await transactionAs(house.elsewhere.worker, (tx) => statementsOfCase(tx, who.caseId));
    expect(elsewhere).toEqual([]);
  });
});
