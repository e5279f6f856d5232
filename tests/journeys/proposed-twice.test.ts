import { beforeAll, describe, expect, test } from 'vitest';
import { caseOf } from '../../casework/case/store.server.ts';
import { knowIdentifier } from '../../casework/leak/store.server.ts';
import { statementsOf } from '../../casework/statement/own.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { backofficeWords } from '../../locales/backoffice-words.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { rows } from '../support/audit-of.ts';
import { answerTo } from '../support/extracts.ts';
import { onePage, sitesHere } from '../support/heard-here.ts';
import type { SomeonesCase } from '../support/people.ts';
import { wordsOn } from '../support/presses.ts';
import { someoneReachedBy } from '../support/reached-by.ts';
import { mayRead, send, write } from '../support/statements.ts';

const { t } = backofficeWords;
const here = sitesHere();
const words = 'Zachary looked at me and laughed.';

describe('Amira, who proposes words of somebody’s,', () => {
  const shown = onePage(here);
  const desk = () => atTheDesk(shown.page, here.desk);
  const who = {} as SomeonesCase & { statementId: string; extract: string };
  const worker = () => here.house.here.worker;
  beforeAll(async () => {
    const name = { name: 'Leila Karimi', callMe: 'Leila' };
    const reach = { mobile: '+447700900531', email: 'leila@example.org' };
    Object.assign(who, await someoneReachedBy(worker(), name, reach));
    await write(who, words);
    await send(who, mayRead(['panel']));
    const [statement] = await transactionAs(who.me, statementsOf);
    Object.assign(who, { statementId: statement?.statementId });
    await desk().signIn(worker());
  });
  const kept = () =>
    rows(
      here.house.database,
      (sql) => sql`select leak_state,
        (select count(*)::int from message m where m.victim_id = e.victim_id and m.kind = 'question') as texts,
        (select count(*)::int from brief b where b.extract_id = e.id) as briefs from extract e`,
    );

  test('asks them once however often she presses, after one that was not theirs too', async () => {
    const path = `/statements/${who.statementId}/extract`;
    await desk().open(path);
    await desk().press('extract.open');
    await desk().choose('audience', 'panel');
    await desk().fill({ words: 'Zachary never did.' });
    await desk().press('extract.propose');
    expect(await shown.page.title()).toMatch(/^Error: /);
    const value = (name: string) => shown.page.locator(`.desk-form [name=${name}]`).inputValue();
    const [key, receipt] = [await value('key'), await value('receipt')];
    const press = async () => {
      const form = { intent: 'propose', key, receipt, audience: 'panel', decisionId: '', words };
      const answered = await shown.page.request.post(`${here.desk}${path}`, {
        ...{ form, maxRedirects: 0, headers: { origin: here.desk, 'sec-fetch-site': 'same-origin' } },
      });
      return { status: answered.status(), to: answered.headers().location };
    };
    const [first, second] = await Promise.all([press(), press()]);
    expect([first.status, second]).toEqual([303, first]);
    who.extract = String(first.to);
    expect(await kept()).toEqual([{ leak_state: 'clear', texts: 1, briefs: 0 }]);
  });

  test('makes no copy of words that name somebody who became known since: a manager looks first', async () => {
    await answerTo(who, 1, words);
    await transactionAs(worker(), async (tx) => {
      const it = await caseOf(tx, who.caseId);
      await knowIdentifier(tx, it?.incident.id ?? '', { kind: 'child_name', words: 'Zachary Blythe' });
    });
    await desk().open(who.extract);
    await desk().press('brief.form.pdf');
    expect(await wordsOn(shown.page)).toContain(t('extract.state.held'));
    expect(await shown.page.getByRole('link', { name: t('difference.heldLook') }).count()).toBe(1);
    expect(await shown.page.getByRole('button', { name: t('brief.form.pdf') }).count()).toBe(0);
    expect(await kept()).toEqual([{ leak_state: 'held', texts: 1, briefs: 0 }]);
  });
});
