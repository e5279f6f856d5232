import { expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { textExamplesFor } from './text-examples.server.ts';

const house = aHouse();

test('someone sees every text before it is ever sent, in their language and with the number to ring', async () => {
  const { me } = await someone(house.here.worker);
  const { nudge, sentences } = await transactionAs(me, (tx) => textExamplesFor(tx, 'pl'));
  const english = await transactionAs(me, (tx) => textExamplesFor(tx, 'en'));
  expect(english.nudge).toContain('There is something new for you.');
  expect(nudge).not.toBe(english.nudge);
  expect(sentences.map(({ key }) => key)).toContain('decisionMade');
  for (const { text } of sentences) expect(text).toContain('01632 960001');
});

test('none of them says who someone is or what happened', async () => {
  const { me } = await someone(house.here.worker);
  const { nudge, sentences } = await transactionAs(me, (tx) => textExamplesFor(tx, 'en'));
  const all = [nudge, ...sentences.map(({ text }) => text)].join(' ');
  expect(all).not.toMatch(/Sam|robbery|victim|crime|police|child|youth/i);
});
