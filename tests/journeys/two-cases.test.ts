import { beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '#casework/case/store.server.ts';
import { ownExtract } from '#casework/extract/store.server.ts';
import { draftOf } from '#casework/statement/draft.server.ts';
import { tokenHash } from '#db/sealing.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import { beginSession } from '#web/session.server.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { rows } from '../support/audit-of.ts';
import { propose, whoSent } from '../support/extracts.ts';
import { onePage, sitesHere } from '../support/heard-here.ts';
import { leadsOn, pressButton, readOff, wordsOn } from '../support/presses.ts';
import { signIn } from '../support/writer.ts';

const here = sitesHere();
const shown = onePage(here, { javaScript: false });
const { t } = portalWords.en;
const her = {} as Awaited<ReturnType<typeof whoSent>> & { laterId: string; later: string; token: string };
const comeIn = async () => {
  her.token = await transactionAs(her.me, (tx) => beginSession(tx, 'full'));
  await signIn(shown.page, here.portal, her.token);
};
const draftIn = async (caseId: string) =>
  (await transactionAs(her.me, (tx) => draftOf(tx, caseId)))?.pieces.free?.words;

beforeAll(async () => {
  const { worker } = here.house.here;
  Object.assign(her, await whoSent(worker, 'میں رات کو سو نہیں سکتی۔ '.repeat(900)));
  const { caseId, reference } = await transactionAs(worker, (tx) =>
    openCase(tx, {
      ...{ victimId: her.victimId, workerId: worker.staffId, receivedFrom: 'police' },
      ...{ incident: { kind: 'theft', happenedOn: null, children: [''] }, detailsReceivedAt: new Date() },
    }),
  );
  Object.assign(her, { laterId: caseId, later: reference });
  await comeIn();
});

describe('someone harmed twice', () => {
  test('finds both cases where she writes, and writes about the one she chose', async () => {
    await shown.page.goto(`${here.portal}/words?about=${her.later}`);
    const first = shown.page.locator(`main a[href="/words?about=${her.reference}"]`);
    expect(await readOff(first)).toBe(t('choices.aboutCase', { reference: her.reference }));
    await leadsOn(shown.page, () => first.click());
    expect(await wordsOn(shown.page)).toContain(t('words.about', { reference: her.reference }));
    await shown.page.goto(`${here.portal}/words/free?about=${her.reference}`);
    await shown.page.fill('[name=words]', 'About the first.');
    await pressButton(shown.page, t('words.write.saveOn'));
    expect(await draftIn(her.caseId)).toBe('About the first.');
    expect(await draftIn(her.laterId)).toBeUndefined();
  });

  test('has what she sent after her session was over for the case she wrote about, and for no other', async () => {
    await shown.page.goto(`${here.portal}/words/free?about=${her.reference}`);
    await shown.page.fill('[name=words]', 'About the first, and more.');
    await rows(
      here.house.database,
      (sql) =>
        sql`update session set seen_at = clock_timestamp() - interval '15 minutes' where id_hash = ${tokenHash(her.token)}`,
    );
    await pressButton(shown.page, t('words.write.saveOn'));
    await comeIn();
    await shown.page.goto(`${here.portal}/words/free?about=${her.later}`);
    expect(await shown.page.inputValue('[name=words]')).toBe('');
    await shown.page.goto(`${here.portal}/home`);
    await shown.page.locator('a[href^="/words/free"]').click();
    expect(await shown.page.inputValue('[name=words]')).toBe('About the first, and more.');
    await pressButton(shown.page, t('words.write.saveOn'));
    expect(await draftIn(her.caseId)).toBe('About the first, and more.');
    expect(await draftIn(her.laterId)).toBeUndefined();
    expect(await rows(here.house.database, (sql) => sql`select from kept_answer`)).toEqual([]);
  });

  test('may say no to an extract as long as staff may propose, in letters that take most on their way', async () => {
    const words = 'میں رات کو سو نہیں سکتی۔ '.repeat(800).trim();
    await propose(here.house.here.worker, her.statementId, words);
    await shown.page.goto(`${here.portal}/words/extracts/1`);
    await leadsOn(shown.page, () => shown.page.locator('[name=answer][value=refused]').click());
    const answered = await transactionAs(her.me, (tx) => ownExtract(tx, 1));
    expect(answered).toMatchObject({ state: 'refused', answeredHow: 'portal' });
  });
});
