import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnsweredChoice,
  answers,
  type ChoiceKey,
  type choiceStates,
  duties,
  involvement,
  involvementLevels,
  levelOf,
  mayBeAsked,
  needsFreshYes,
  standingQuestions,
  transition,
} from './rules.ts';

const keyOf = ({ purpose, topic, channel }: ChoiceKey) => `${purpose}/${topic}/${channel}`;
const chosen = (level: keyof typeof involvement) =>
  standingQuestions.map((key) => {
    const answer = involvement[level].find((one) => keyOf(one) === keyOf(key))?.answer;
    return { ...key, state: answer ? (transition('unanswered', answer) ?? 'unanswered') : 'unanswered' };
  });
const agreedIn = (level: keyof typeof involvement) =>
  involvement[level].filter((one) => one.answer === 'agree').map(keyOf);

describe('someone says how involved they want to be', () => {
  test.each(involvementLevels)('and is understood as having chosen “%s”', (level) => {
    expect(levelOf(chosen(level))).toBe(level);
  });
  test('and nothing for now agrees to nothing at all', () => {
    expect(agreedIn('nothing')).toEqual([]);
  });
  test('and to be told how it ends agrees to the decision and the end, not to what comes between', () => {
    expect(agreedIn('outcome')).toEqual(['contact//', 'updates/decision/', 'updates/finished/']);
  });
  test('and to be informed hears every update, but is not asked for their views', () => {
    expect(agreedIn('informed').filter((key) => key.startsWith('updates/'))).toHaveLength(5);
    expect(agreedIn('informed')).not.toContain('views/being_asked/');
  });
  test('and to be involved may be asked for their views, and agrees to no restorative step by it', () => {
    expect(agreedIn('involved')).toContain('views/being_asked/');
    expect(agreedIn('involved').filter((key) => key.startsWith('restorative/'))).toEqual([
      'restorative/information/',
    ]);
  });
  test('and every question answered is one that stands in their case', () => {
    const standing = standingQuestions.map(keyOf);
    expect(new Set(standing).size).toBe(standing.length);
    for (const level of involvementLevels)
      expect(standing).toEqual(expect.arrayContaining(involvement[level].map(keyOf)));
  });
});

test('someone who has not answered has no level: silence is neither yes nor no', () => {
  expect(levelOf(standingQuestions.map((key) => ({ ...key, state: 'unanswered' as const })))).toBeNull();
});

test('someone with a mixture of their own is not squeezed into a level', () => {
  const mixture = chosen('informed').map((one) =>
    one.topic === 'progress' ? { ...one, state: 'withdrawn' as const } : one,
  );
  expect(levelOf(mixture)).toBeNull();
});

test('someone who withdraws everything wants nothing for now', () => {
  const withdrawn = chosen('involved').map((one) => ({
    ...one,
    state: transition(one.state, 'withdraw') ?? one.state,
  }));
  expect(levelOf(withdrawn)).toBe('nothing');
});

describe('the six states', () => {
  test.each([
    ['unanswered', 'agree', 'agreed'],
    ['unanswered', 'decline', 'declined'],
    ['agreed', 'decline', 'withdrawn'],
    ['agreed', 'withdraw', 'withdrawn'],
    ['agreed', 'lapse', 'lapsed'],
    ['withdrawn', 'agree', 'agreed'],
    ['declined', 'invalidate', 'invalidated'],
  ] as const)('someone whose choice is %s and who answers %s has %s', (state, answer, after) => {
    expect(transition(state, answer)).toBe(after);
  });
  test('nobody’s silence lapses, or is recorded in error', () => {
    expect(transition('unanswered', 'lapse')).toBeNull();
    expect(transition('unanswered', 'invalidate')).toBeNull();
  });
  test('whatever came before, only saying yes makes a yes, and anyone may always say yes or no', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...answers), { maxLength: 12 }), (said) => {
        let state: (typeof choiceStates)[number] = 'unanswered';
        for (const answer of said) {
          const after = transition(state, answer);
          expect(after === 'agreed' && answer !== 'agree').toBe(false);
          state = after ?? state;
        }
        expect(transition(state, 'agree')).toBe('agreed');
        expect(['declined', 'withdrawn']).toContain(transition(state, 'decline'));
      }),
    );
  });
});

describe('a fresh yes', () => {
  test.each([
    ['restorative', 'conference'],
    ['restorative', 'letter'],
    ['views', 'panel'],
    ['sharing', 'any-partner'],
    ['publication', ''],
  ] as const)('is asked of the person every time for %s %s', (purpose, topic) => {
    expect(needsFreshYes(purpose, topic)).toBe(true);
  });
  test.each([
    ['updates', 'progress'],
    ['restorative', 'information'],
    ['views', 'being_asked'],
    ['feedback', ''],
  ] as const)('is not asked of the person again for %s %s', (purpose, topic) => {
    expect(needsFreshYes(purpose, topic)).toBe(false);
  });
});

describe('asking again', () => {
  const answered = (
    state: AnsweredChoice['state'],
    afterNo: AnsweredChoice['afterNo'] = null,
  ): AnsweredChoice => {
    return { state, afterNo, stage: 'first_contact', changedAt: new Date('2026-01-31T12:00:00Z') };
  };
  const yes = answered('agreed');
  const at = (now: string, stage = 'first_contact') => ({ now: new Date(now), stage });

  test('someone who has not answered may be asked, someone who agreed need not be', () => {
    expect(mayBeAsked(answered('unanswered'), yes, at('2026-02-01T12:00:00Z'))).toBe(true);
    expect(mayBeAsked(yes, yes, at('2026-02-01T12:00:00Z'))).toBe(false);
  });
  test('someone who said "at the next stage" is asked then and not before', () => {
    const no = answered('declined', 'next_stage');
    expect(mayBeAsked(no, yes, at('2026-06-01T12:00:00Z'))).toBe(false);
    expect(mayBeAsked(no, yes, at('2026-02-01T12:00:00Z', 'order'))).toBe(true);
  });
  test('someone who said "in a month" is left in peace for that month', () => {
    const no = answered('withdrawn', 'in_a_month');
    expect(mayBeAsked(no, yes, at('2026-02-28T11:59:00Z'))).toBe(false);
    expect(mayBeAsked(no, yes, at('2026-02-28T12:00:00Z'))).toBe(true);
  });
  test.each(['only_if_i_ask', 'never', null] as const)(
    'someone whose no came with %s is not asked again',
    (afterNo) => {
      expect(mayBeAsked(answered('declined', afterNo), yes, at('2030-01-01T12:00:00Z', 'closed'))).toBe(
        false,
      );
    },
  );
  test('someone who refused contact is not asked about anything else either', () => {
    const refused = answered('withdrawn', 'never');
    expect(mayBeAsked(answered('unanswered'), refused, at('2026-06-01T12:00:00Z', 'order'))).toBe(false);
  });
});

test('exactly three duties outlast every choice', () => {
  expect(duties).toEqual(['invitation_before_refusal', 'serious_danger', 'breach_notice']);
});
