import { beforeAll, describe, expect, test } from 'vitest';
import { expectDecision } from '../../casework/decision/store.server.ts';
import { ownStatement } from '../../casework/statement/own.server.ts';
import { localDate } from '../../casework/working-day/rules.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { atTheDesk } from '../support/at-the-desk.ts';
import { rows } from '../support/audit-of.ts';
import { withPage } from '../support/browser.ts';
import { onePage, sitesHere } from '../support/heard-here.ts';
import { type SomeonesCase, someone } from '../support/people.ts';
import { followLink, leadsOn, wordsOn } from '../support/presses.ts';
import { mayRead, send, write } from '../support/statements.ts';
import { getsWordsBySql, lastStatement, wordsHeld } from '../support/words-held.ts';

const here = sitesHere();
const shown = onePage(here);
const desk = (page = shown.page) => atTheDesk(page, here.desk);
const worker = () => here.house.here.worker;
const words = (page = shown.page) => wordsOn(page);

const people = {} as { anna: SomeonesCase; dev: SomeonesCase };
const hers = 'Since then I cross the road when I see the greengage tree.';
const inDays = (days: number) => localDate(new Date(Date.now() + days * 86_400_000));

beforeAll(async () => {
  people.anna = await someone(worker(), { name: 'Anna Merrow', callMe: 'Anna' });
  people.dev = await someone(worker(), { name: 'Dev Marsh', callMe: 'Dev' });
  await write(people.anna, hers);
  await send(people.anna, mayRead(['panel']));
  await write(people.dev, 'Said long before.');
  await send(people.dev, mayRead(['panel']));
});

describe('a decision that is coming', () => {
  const decisions = ({ caseId }: SomeonesCase) =>
    rows(
      here.house.database,
      (sql) => sql<{ kind: string; by: string; held: boolean }[]>`
        select kind, words_needed_by::text as by, held_at is not null as held from decision where case_id = ${caseId}`,
    );

  test('is refused with what was typed, and the button stays under the pointer that is on its way to it', async () => {
    await desk().signIn(worker());
    await desk().open(`/cases/${people.anna.caseId}/decisions`);
    expect(await words()).toContain('No decision is expected');
    await desk().press('decision.button');
    expect(await shown.page.title()).toMatch(/^Error: /);
    await desk().choose('kind', 'panel');
    const button = shown.page.getByRole('button', { name: desk().t('decision.button') });
    const before = await button.boundingBox();
    await desk().fill({ wordsNeededBy: inDays(3), heldOn: inDays(5) });
    await shown.page.locator('h1').click();
    expect(await button.boundingBox()).toEqual(before);
    expect(await decisions(people.anna)).toEqual([]);
  });

  test('is written down with the day words are needed by, pressed straight from the field', async () => {
    await shown.page.locator('[name=heldOn]').focus();
    await desk().press('decision.button');
    expect(await words()).toMatch(/Written down\. They see it[\s\S]*Panel[\s\S]*Coming/);
    expect(await decisions(people.anna)).toEqual([{ kind: 'panel', by: inDays(3), held: false }]);
  });

  test('is recorded as held once, and where words were meant for it their worker owes a note', async () => {
    const { decisionId } = await transactionAs(worker(), (tx) =>
      expectDecision(tx, people.dev.caseId, { kind: 'panel', wordsNeededBy: inDays(0), heldOn: inDays(0) }),
    );
    await desk().open(`/cases/${people.dev.caseId}/decisions`);
    await leadsOn(shown.page, () => shown.page.getByRole('button', { name: 'Record as held' }).click());
    expect(await words()).toContain('They are owed a note of what difference their words made');
    expect(await decisions(people.dev)).toMatchObject([{ held: true }]);
    await desk().open(`/cases/${people.dev.caseId}`);
    expect(await words()).toContain('What difference it made');
    const again = { form: { intent: 'held', decisionId }, headers: { Origin: here.desk } };
    const other = `${here.desk}/cases/${people.anna.caseId}/decisions`;
    for (const path of [`${here.desk}/cases/${people.dev.caseId}/decisions`, other])
      expect((await shown.page.request.post(path, again)).status()).toBe(404);
  });
});

describe('words nobody has read', () => {
  test('stand first on the start page, what a decision needs before the others', async () => {
    await desk().open('/');
    const seen = await words();
    expect(seen).toMatch(
      /Words nobody has read[\s\S]*Anna Merrow[\s\S]*Dev Marsh[\s\S]*no decision expected[\s\S]*Cases, what is due first/,
    );
    expect(seen).not.toContain('greengage');
  });

  test('are on the case with who may hear them, and never a word of them', async () => {
    await desk().open(`/cases/${people.anna.caseId}`);
    const seen = await words();
    expect(seen).toMatch(/Words are needed by [\s\S]*Number 1[\s\S]*Sent[\s\S]*The panel[\s\S]*Not yet/);
    expect(await shown.page.content()).not.toContain('greengage');
  });

  test('are not opened without a reason', async () => {
    await followLink(shown.page, 'Number 1');
    expect(await shown.page.content()).not.toContain('greengage');
    await desk().press('statement.open.button');
    expect(await words()).toContain('Choose why you open it');
    const why = { form: { why: 'take_down_check' }, headers: { Origin: here.desk } };
    expect(await (await shown.page.request.post(shown.page.url(), why)).text()).not.toContain('greengage');
    expect((await wordsHeld(here.house, people.anna)).receipts).toEqual([]);
  });

  test('are opened once for a reason, and the person sees who, in what role, when and why', async () => {
    await desk().choose('why', 'prepare_extract');
    await desk().press('statement.open.button');
    expect(await words()).toMatch(
      /Opened by Amira[\s\S]*Anna sees this[\s\S]*For these and for nobody else: The panel/,
    );
    expect(await words()).toContain(hers);
    expect((await wordsHeld(here.house, people.anna)).receipts).toEqual([
      { role: 'worker', why: 'prepare_extract', staff_id: worker().staffId },
    ]);
    const own = await transactionAs(people.anna.me, (tx) => ownStatement(tx, 1));
    expect(own?.opened).toMatchObject([{ firstName: 'Amira', role: 'worker', why: 'prepare_extract' }]);
    await desk().open(new URL(shown.page.url()).pathname);
    expect(await shown.page.content()).not.toContain('greengage');
    expect(await words()).toMatch(/Amira\s+Case worker\s+To prepare what goes/);
    await desk().open('/');
    expect(await words()).not.toContain('Anna Merrow, ');
    expect((await wordsHeld(here.house, people.anna)).receipts).toHaveLength(1);
  });

  test('print as the words alone with their receipt', async () => {
    await desk().open(`/statements/${await lastStatement(here.house, people.dev)}`);
    await desk().choose('why', 'brief');
    await desk().press('statement.open.button');
    await shown.page.emulateMedia({ media: 'print' });
    const printed = await words();
    await shown.page.emulateMedia({ media: 'screen' });
    expect(printed).toContain('Said long before.');
    expect(printed).toContain('Opened by Amira');
    expect(printed).not.toMatch(/Who has opened them|Close them|Not by/);
  });

  test('are neither there for staff of another service nor for an auditor, and leave no receipt', async () => {
    const id = await lastStatement(here.house, people.anna);
    const { elsewhere, here: ours } = here.house;
    for (const stranger of [elsewhere.worker, ours.auditor])
      await withPage({ browser: here.browser, errorsExpected: true }, async (page) => {
        await desk(page).signIn(stranger);
        const form = { why: 'safety', intent: 'held', decisionId: id };
        const ask = { form, headers: { Origin: here.desk } };
        for (const path of [
          `/statements/${id}`,
          `/cases/${people.anna.caseId}/statement`,
          `/cases/${people.anna.caseId}/decisions`,
        ]) {
          expect((await page.request.get(here.desk + path)).status()).toBe(404);
          expect((await page.request.post(here.desk + path, ask)).status()).toBe(404);
        }
      });
    expect(await getsWordsBySql(elsewhere.worker, id)).toBe(false);
    expect((await wordsHeld(here.house, people.anna)).receipts).toHaveLength(1);
  });
});
