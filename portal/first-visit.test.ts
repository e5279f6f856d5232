import { describe, expect, it } from 'vitest';
import { portalWords } from '#locales/portal-words.ts';
import { reachForm } from './reach-form.server.ts';
import { type Settled, willDo, willNotDo } from './receipt-words.ts';
import { timesAsTyped, timesForm } from './times-form.server.ts';
import { wholeCard } from './whole-card.server.ts';

const problemsOf = (parsed: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) =>
  parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('how someone may be reached', () => {
  it('is kept in their order, whatever the order of the page', () => {
    const typed = { 'ways.text': '2', 'ways.letter': '1', 'ways.email': 'never', 'ways.phone': '' };
    expect(reachForm.parse(typed)).toEqual({ order: ['letter', 'text'], never: ['email'] });
  });

  it('may be not at all, but an empty page is no answer', () => {
    const never = {
      'ways.text': 'never',
      'ways.email': 'never',
      'ways.phone': 'never',
      'ways.letter': 'never',
    };
    expect(reachForm.parse(never).order).toEqual([]);
    expect(problemsOf(reachForm.safeParse({}))).toEqual(['ways: portal:first.reach.missing']);
  });

  it('gives no two ways the same place, and says at which', () => {
    const typed = { 'ways.text': '1', 'ways.phone': '1' };
    expect(problemsOf(reachForm.safeParse(typed))).toEqual(['ways.phone: portal:first.reach.twice']);
  });
});

describe('when it is safe', () => {
  it('may be one of the usual answers, shown again as it was given', () => {
    const { windows } = timesForm.parse({ when: 'workingHours' });
    expect(windows).toHaveLength(5);
    expect(timesAsTyped(windows)).toEqual({ when: 'workingHours' });
  });

  it('may be times of their own, and only those', () => {
    const typed = { when: 'own', opens2: '10:00', closes2: '12:00' };
    const { windows } = timesForm.parse(typed);
    expect(windows).toEqual([{ weekday: 2, opens: '10:00', closes: '12:00' }]);
    expect(timesAsTyped(windows)).toEqual(typed);
  });

  it('is never chosen for them', () => {
    expect(timesAsTyped([])).toEqual({});
    expect(problemsOf(timesForm.safeParse({}))).toEqual(['when: portal:first.times.missing']);
    expect(problemsOf(timesForm.safeParse({ when: 'own' }))).toEqual(['when: portal:first.times.ownMissing']);
  });

  it('needs both ends of a day', () => {
    expect(problemsOf(timesForm.safeParse({ when: 'own', opens3: '10:00' }))).toContain(
      'closes3: safeWindow.time.missing',
    );
  });
});

describe('the code of a card', () => {
  it('is read however it was typed', () => {
    expect(wholeCard.parse(' k7q2 – abcd oi23')).toEqual({ locator: 'K7Q2', secret: 'ABCD0123' });
  });

  it('is asked for again, kindly, when it is missing or not whole', () => {
    expect(problemsOf(wholeCard.safeParse('  '))).toEqual([': portal:card.missing']);
    expect(problemsOf(wholeCard.safeParse('K7Q2-ABCD'))).toEqual([': portal:card.invalid']);
  });
});

describe('the receipt', () => {
  const { t } = portalWords.en;
  const choice = (purpose: 'contact' | 'updates', topic: string, state: 'agreed' | 'declined') =>
    ({ purpose, topic, channel: '', state }) as const;
  const settled: Settled = {
    choices: [
      choice('contact', '', 'agreed'),
      choice('updates', 'finished', 'agreed'),
      choice('updates', 'progress', 'declined'),
      { purpose: 'contact', topic: '', channel: 'email', state: 'declined' },
    ],
    ways: ['text', 'phone'],
    windows: [
      { weekday: 2, opens: '10:00', closes: '12:00' },
      { weekday: 4, opens: '10:00', closes: '12:00' },
    ],
    voicemail: 'no',
  };

  it('says what we will do, the ways in their order, and only at their times', () => {
    expect(willDo(t, 'en', settled).map((line) => line.replaceAll(/[\u2068\u2069]/g, ''))).toEqual([
      'tell you when it ends',
      'reach you by text and phone call, in that order',
      'do so only at these times: Tuesday and Thursday 10:00–12:00',
    ]);
  });

  it('says what was refused, and never promises what was left unanswered', () => {
    const not = willNotDo(t, settled);
    expect(not).toContain('tell you how it is going');
    expect(not).toContain('e-mail you');
    expect(not).not.toContain('write you letters');
  });

  it('promises nothing to someone who refused contact', () => {
    const refused = { ...settled, choices: [choice('contact', '', 'declined')] };
    expect(willDo(t, 'en', refused)).toEqual([]);
    expect(willNotDo(t, refused)).toContain(t('first.receipt.contact'));
  });
});
