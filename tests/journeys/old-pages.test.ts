import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { choicesOf } from '../../casework/choice/store.server.ts';
import {
  addContactPoint,
  contactPointsOf,
  flagContactPoint,
} from '../../casework/contact-point/store.server.ts';
import { transactionAs } from '../../db/transaction.server.ts';
import { portalWords } from '../../locales/portal-words.ts';
import { beginSession } from '../../web/session.server.ts';
import { onePage, sitesHere } from '../support/heard-here.ts';
import { answer, type SomeonesCase, someone } from '../support/people.ts';
import { pressButton, wordsOn } from '../support/presses.ts';
import { signIn } from '../support/writer.ts';

const here = sitesHere();
const { t } = portalWords.en;
const topics = ['decision', 'progress', 'finished', 'safety'];
const answered = topics.slice(0, 3);
const nameOf = (topic: string) => `updates/${topic}/`;

describe('Angharad, who answers on a page that she opened before she answered elsewhere,', () => {
  const shown = onePage(here, { javaScript: false });
  let me: SomeonesCase;
  const updates = async () => {
    const choices = await transactionAs(me.me, (tx) => choicesOf(tx, me.victimId));
    return topics.map((topic) => choices.find((one) => one.topic === topic && one.purpose === 'updates'));
  };
  const states = async () => (await updates()).map((one) => one?.state);
  const say = async (at: number, value: 'agreed' | 'declined') => {
    const id = (await updates())[at]?.id;
    await shown.page.locator(`[name="${id}"][value="${value}"]`).check();
  };
  const save = () => pressButton(shown.page, t('choices.save'));
  beforeAll(async () => {
    me = await someone(here.house.here.worker);
    await signIn(shown.page, here.portal, await transactionAs(me.me, (tx) => beginSession(tx, 'full')));
  });
  beforeEach(async () => {
    await answer(me, ['contact//', ...answered.map(nameOf)]);
    await shown.page.goto(`${here.portal}/choices/updates`);
  });

  test('keeps withdrawn what she withdrew since and leaves alone on that page', async () => {
    await answer(me, [nameOf('decision')], 'declined');
    await say(1, 'declined');
    await save();
    expect(await states()).toEqual(['withdrawn', 'withdrawn', 'agreed', 'unanswered']);
  });

  test('agrees to nothing where she stopped everything since and says no once more', async () => {
    await answer(me, answered.map(nameOf), 'declined');
    await say(1, 'declined');
    await save();
    expect(await states()).toEqual(['withdrawn', 'withdrawn', 'withdrawn', 'unanswered']);
  });

  test('is asked once more where she answers what was answered since, and shown the rest as it stands', async () => {
    await answer(me, [nameOf('decision'), nameOf('safety')], 'declined');
    await say(3, 'agreed');
    await save();
    expect(await wordsOn(shown.page)).toContain(t('changedMeanwhile'));
    expect(await states()).toEqual(['withdrawn', 'agreed', 'agreed', 'declined']);
    await save();
    expect(await states()).toEqual(['withdrawn', 'agreed', 'agreed', 'agreed']);
  });

  test('may say no at once, even to what was agreed to since', async () => {
    await answer(me, [nameOf('safety')]);
    await say(3, 'declined');
    await save();
    expect((await states()).at(3)).toBe('withdrawn');
  });

  test('may not untick "watched" from a page that was opened before it was ticked', async () => {
    const given = { kind: 'email', value: 'angharad@example.org', source: 'police' } as const;
    const flags = { shared: false, watched: false };
    const { id } = await transactionAs(here.house.here.worker, (tx) =>
      addContactPoint(tx, me.victimId, { ...given, ...flags }),
    );
    await shown.page.goto(`${here.portal}/contact/watched`);
    await transactionAs(me.me, (tx) => flagContactPoint(tx, me.victimId, id, { ...flags, watched: true }));
    await shown.page.locator(`[name="${id}"][value="shared"]`).check();
    await save();
    const kept = async () => {
      const [point] = await transactionAs(me.me, (tx) => contactPointsOf(tx, me.victimId));
      return [point?.shared, point?.watched];
    };
    expect(await kept()).toEqual([true, true]);
    await shown.page.goto(`${here.portal}/contact/watched`);
    await shown.page.locator(`[name="${id}"][value="watched"]`).uncheck();
    await save();
    expect(await kept()).toEqual([true, false]);
  });
});
