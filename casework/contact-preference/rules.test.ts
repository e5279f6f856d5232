import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelsFor, type KnownContactPoint, type Reach, textContentFor } from './rules.ts';

const mobile: KnownContactPoint = {
  id: 'her mobile',
  kind: 'mobile',
  verified: true,
  bad: false,
  shared: false,
  watched: false,
  suppressed: false,
  doubt: null,
};
const email: KnownContactPoint = { ...mobile, id: 'her e-mail', kind: 'email' };
const everyYes = { text: 'agreed', email: 'agreed', phone: 'agreed', letter: 'agreed' } as const;
const reach: Reach = {
  preferred: ['email', 'text'],
  choices: everyYes,
  contactPoints: [mobile, email],
  held: false,
};
const whyNot = (channel: string, changed: Partial<Reach>) =>
  channelsFor({ ...reach, ...changed }).find((use) => use.channel === channel)?.why;

describe('reaching someone who agreed', () => {
  test('follows their own order, and names the rest after it', () => {
    expect(channelsFor(reach).map((use) => use.channel)).toEqual(['email', 'text', 'phone', 'letter']);
  });
  test('uses the number that works when they gave two', () => {
    const [use] = channelsFor({
      ...reach,
      preferred: ['text'],
      contactPoints: [{ ...mobile, id: 'old', bad: true }, mobile],
    });
    expect(use).toEqual({ channel: 'text', usable: true, why: null, contactPointId: 'her mobile' });
  });
});

describe('someone is not reached', () => {
  test.each(['unanswered', 'declined', 'withdrawn', 'lapsed', 'invalidated'] as const)(
    'by text while that is %s',
    (state) => {
      expect(whyNot('text', { choices: { ...everyYes, text: state } })).toBe('not_agreed');
      expect(whyNot('email', { choices: { ...everyYes, text: state } })).toBeNull();
    },
  );
  test('by letter to an address nobody knows', () => {
    expect(whyNot('letter', {})).toBe('no_contact_point');
  });
  test('by text at a number nobody has verified, though someone may ring it', () => {
    const contactPoints = [{ ...mobile, verified: false }];
    expect([whyNot('text', { contactPoints }), whyNot('phone', { contactPoints })]).toEqual([
      'not_verified',
      null,
    ]);
  });
  test('by text after STOP, though someone may ring', () => {
    const contactPoints = [{ ...mobile, suppressed: true }];
    expect([whyNot('text', { contactPoints }), whyNot('phone', { contactPoints })]).toEqual([
      'suppressed',
      null,
    ]);
  });
  test('at a number known to be wrong, by text or voice', () => {
    const contactPoints = [{ ...mobile, bad: true }];
    expect([whyNot('text', { contactPoints }), whyNot('phone', { contactPoints })]).toEqual(['bad', 'bad']);
  });
  test('in any way while everything is on hold', () => {
    expect(channelsFor({ ...reach, held: true }).every((use) => use.why === 'hold')).toBe(true);
  });
});

test('a text gives news only to someone who chose it, on a number verified, beyond doubt, unshared and unwatched', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('nudge', 'sentence'),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom(null, 'age' as const, 'failures' as const),
      (wanted, verified, shared, watched, doubt) => {
        const safe = verified && !doubt && !shared && !watched && wanted === 'sentence';
        expect(textContentFor(wanted, { verified, shared, watched, doubt })).toBe(
          safe ? 'sentence' : 'nudge',
        );
      },
    ),
  );
  expect(textContentFor('sentence', mobile)).toBe('sentence');
  expect(textContentFor('nudge', mobile)).toBe('nudge');
});
