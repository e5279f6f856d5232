import { expect, test } from 'vitest';
import { answerChoices, choicesOf } from '../../casework/choice/store.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { beginSession } from '../../web/session.server.ts';
import { onePage, sitesHere } from '../support/heard-here.ts';
import { answer, someone } from '../support/people.ts';
import { wordsOn } from '../support/presses.ts';
import { signIn } from '../support/writer.ts';

const here = sitesHere();
const shown = onePage(here, { javaScript: false });
const { t } = portalWords.en;

test('a child reads which answers a parent gave for them, and of their own that they are theirs', async () => {
  const { worker } = here.house.here;
  const leo = await someone(worker);
  await answer(leo, ['updates/decision/'], 'declined');
  await transactionAs(worker, async (tx) => {
    const [ring] = (await choicesOf(tx, leo.victimId)).filter(({ channel }) => channel === 'phone');
    const words = { key: 'test', text: 'May we ring?', reviewState: 'source' as const };
    const asked = {
      how: 'phone',
      askedBy: worker.staffId,
      answeredAs: 'parent',
      language: 'en',
      format: 'standard',
    } as const;
    await answerChoices(
      tx,
      leo.victimId,
      [{ id: String(ring?.id), answer: 'agreed', afterNo: null, words }],
      asked,
    );
  });
  await signIn(shown.page, here.portal, await transactionAs(leo.me, (tx) => beginSession(tx, 'full')));
  await shown.page.goto(`${here.portal}/choices/history`);
  const entries = await shown.page.locator('li.choice').allInnerTexts();
  expect(entries.filter((entry) => entry.includes(t('history.as.parent')))).toHaveLength(1);
  expect(entries.find((entry) => entry.includes(t('history.as.parent')))).toContain(t('history.how.phone'));
  expect(entries).toHaveLength(2);
  expect(await wordsOn(shown.page)).not.toContain(t('history.as.guardian'));
});
