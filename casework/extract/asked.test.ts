import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { rows } from '../../tests/support/audit-of.ts';
import { propose } from '../../tests/support/extracts.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someoneReachedBy } from '../../tests/support/reached-by.ts';
import { mayRead, send, write } from '../../tests/support/statements.ts';
import { statementsOf } from '../statement/own.server.ts';
import { withdrawStatement } from '../statement/store.server.ts';
import { proposeExtract } from './propose.server.ts';
import { endExtract } from './store.server.ts';

const house = aHouse();
let people = 10;

async function whoGetsTexts() {
  people += 1;
  const name = { name: 'Leila Karimi', callMe: 'Leila' };
  const reach = { mobile: `+4477009005${people}`, email: `leila${people}@example.org` };
  const who = await someoneReachedBy(house.here.worker, name, reach);
  await write(who, 'I do not sleep. My mother drives me.');
  await send(who, mayRead(['panel', 'child']));
  const [statement] = await transactionAs(who.me, statementsOf);
  if (!statement) throw new Error('Nothing was sent');
  return { ...who, statementId: statement.statementId };
}
type Asked = Awaited<ReturnType<typeof whoGetsTexts>>;

async function asked({ statementId }: Asked, audience: 'panel' | 'child' = 'panel') {
  const made = await propose(house.here.worker, statementId, 'I do not sleep.', { audience });
  if ('problem' in made) throw new Error(made.problem);
  return made.extractId;
}
const end = (extractId: string) => transactionAs(house.here.worker, (tx) => endExtract(tx, extractId));
const questions = ({ victimId }: Asked) =>
  rows(
    house.database,
    (sql) => sql<{ topic: string; state: string; facts: boolean }[]>`
      select c.topic, m.state, m.sealed_facts is not null as facts from message m join choice_now c on c.id = m.topic_choice_id
      where m.victim_id = ${victimId} and m.kind = 'question' order by m.created_at`,
  );

async function untilSomebodyWaits(): Promise<void> {
  const waiting = await rows(
    house.database,
    (sql) =>
      sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  if (waiting.length > 0) return;
  await pause(20);
  return untilSomebodyWaits();
}

const stopped = { state: 'cancelled', facts: false };
const waits = { state: 'queued', facts: true };

describe('someone who is asked about their words', () => {
  test('gets no text about a question that staff took back, and still the one about another', async () => {
    const who = await whoGetsTexts();
    const [forPanel] = [await asked(who), await asked(who, 'child')];
    await end(forPanel);
    expect(await questions(who)).toEqual([
      { topic: 'panel', ...stopped },
      { topic: 'child', ...waits },
    ]);
  });

  test('still gets the text while another question about the same audience is open to them', async () => {
    const who = await whoGetsTexts();
    const [first, second] = [await asked(who), await asked(who)];
    await end(first);
    expect(await questions(who)).toMatchObject([waits, waits]);
    await end(second);
    expect(await questions(who)).toMatchObject([stopped, stopped]);
  });

  test('gets no text about words they have taken back', async () => {
    const who = await whoGetsTexts();
    await asked(who);
    await transactionAs(who.me, (tx) => withdrawStatement(tx, who.statementId));
    expect(await questions(who)).toMatchObject([stopped]);
  });

  test('by two colleagues at once finds two questions, each with a number of its own', async () => {
    const who = await whoGetsTexts();
    const proposal = { audience: 'panel', decisionId: null, words: 'My mother drives me.' } as const;
    const { other } = await transactionAs(house.here.worker, async (tx) => {
      await proposeExtract(tx, who.statementId, proposal);
      const theirs = propose(house.here.manager, who.statementId, 'I do not sleep.').catch((error) => error);
      await untilSomebodyWaits();
      return { other: theirs };
    });
    expect(await other).toMatchObject({ held: false });
    const numbered = await rows(
      house.database,
      (sql) => sql`select number from extract where victim_id = ${who.victimId} order by number`,
    );
    expect(numbered).toEqual([{ number: 1 }, { number: 2 }]);
  });
});
