import { describe, expect, test } from 'vitest';
import { StatementRefusedError, transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { answer, someone } from '../../tests/support/people.ts';
import { answersForm, questionsForm } from './form.server.ts';
import { questionIn, type StageQuestion } from './rules.ts';
import { answerQuestions, answersTo, questionsNow, questionsToAsk, setQuestions } from './store.server.ts';

const house = aHouse();
const questions: StageQuestion[] = [
  { key: 'q1', kind: 'score', words: { en: 'Were you told enough?', pl: 'Czy powiedziano Ci dość?' } },
  { key: 'q2', kind: 'words', words: { en: 'What would you change?' } },
];
const set = () => transactionAs(house.here.manager, (tx) => setQuestions(tx, 'first_contact', questions));

async function answered(said: Record<string, string | number | null>) {
  const who = await someone(house.here.worker);
  const asked = await transactionAs(who.me, questionsToAsk);
  if (!asked) throw new Error('Nothing was asked');
  await transactionAs(who.me, (tx) => answerQuestions(tx, asked, said, 'en'));
  return { who, asked };
}

describe('questions about how we do', () => {
  test('are set by managers, and by no worker', async () => {
    const worker = transactionAs(house.elsewhere.worker, (tx) => setQuestions(tx, 'order', questions));
    await expect(worker).rejects.toThrow(StatementRefusedError);
    expect(await transactionAs(house.elsewhere.worker, (tx) => questionsNow(tx, 'order'))).toBe(null);
    expect(await set()).toBe(1);
  });

  test('are asked once at a stage, also when all were skipped or the words change', async () => {
    await set();
    const { who } = await answered({});
    expect(await transactionAs(who.me, questionsToAsk)).toBe(null);
    await set();
    expect(await transactionAs(who.me, questionsToAsk)).toBe(null);
  });

  test('are not asked of somebody who said no to being asked', async () => {
    await set();
    const who = await someone(house.here.worker);
    await answer(who, ['feedback//'], 'declined');
    expect(await transactionAs(who.me, questionsToAsk)).toBe(null);
  });

  test('are seen by staff from five answers on, with nobody’s name, and not before', async () => {
    await set();
    const { asked } = await answered({ q1: 5, q2: 'Ring in the evening' });
    for (const score of [4, 4, 1]) await answered({ q1: score, q2: null });
    const look = () => transactionAs(house.here.worker, (tx) => answersTo(tx, asked));
    expect(await look()).toMatchObject([
      { count: 4, scores: null },
      { count: 1, words: [] },
    ]);
    await answered({ q1: 1 });
    expect(await look()).toMatchObject([
      { count: 5, scores: [2, 0, 0, 2, 1] },
      { count: 1, words: [] },
    ]);
  });
});

describe('the forms', () => {
  test('take what was written in English, and nothing of a line that is empty there', () => {
    const typed = {
      stage: 'order',
      'q1.en': 'Were you told enough?',
      'q2.pl': 'Co dalej?',
      'q1.kind': 'score',
    };
    expect(questionsForm.parse(typed).questions).toEqual([
      { key: 'q1', kind: 'score', words: { en: 'Were you told enough?' } },
    ]);
    expect(questionsForm.safeParse({ stage: 'order' }).error?.issues[0]?.message).toBe('questions.none');
  });

  test('take an answer left out, and refuse a score there is not', () => {
    const form = answersForm(questions);
    expect(form.parse({})).toEqual({ q1: null, q2: '' });
    expect(form.safeParse({ q1: '9' }).error?.issues[0]?.message).toBe('questions.score.invalid');
  });

  test('ask in English where nobody wrote the question in another language', () => {
    const [first, second] = questions;
    if (!first || !second) throw new Error('There are two');
    expect(questionIn(first, 'pl')).toEqual({ text: 'Czy powiedziano Ci dość?', language: 'pl' });
    expect(questionIn(second, 'pl')).toEqual({ text: 'What would you change?', language: 'en' });
  });
});
