import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import en from '#locales/en/casework.json' with { type: 'json' };
import { authenticatorForm } from './authenticator/form.server.ts';
import { caseForm } from './case/form.server.ts';
import { attemptForm } from './contact-attempt/form.server.ts';
import { decisionForm } from './decision/form.server.ts';
import { cardForm, invitationForm } from './invitation/form.server.ts';
import { milestoneForm } from './milestone/form.server.ts';
import { concernForm, concernTakenForm } from './safety-concern/form.server.ts';
import { codeForm, codeRequestForm } from './sign-in-code/form.server.ts';
import { staffSignInForm } from './staff/form.server.ts';
import { audiencesForm, readingForm, takenDownForm, twoTextsForm } from './statement/form.server.ts';
import { updateForm } from './update/form.server.ts';
import { callMeForm, personForm } from './victim/form.server.ts';

const id = '0198c5d2-7a4e-7cc1-9d0e-3f0a8f1b2c3d';
const long = 'a'.repeat(6000);

function problemsOf(form: z.ZodType, typed: unknown): string[] {
  const parsed = form.safeParse(typed);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
}

function wordsOf(key: string): unknown {
  const step = (branch: unknown, name: string): unknown =>
    typeof branch === 'object' && branch
      ? Object.entries(branch).find(([it]) => it === name)?.[1]
      : undefined;
  return key.split('.').reduce(step, en);
}

const aCase = {
  kind: 'theft',
  workerId: id,
  receivedFrom: 'police',
  receivedOn: '2/4/2026',
  receivedAt: '15:00',
};
const anAttempt = { channel: 'phone', outcome: 'no_answer', on: '7/4/2026', time: '18:10' };
const anUpdate = {
  milestoneId: id,
  topic: 'progress',
  happened: 'It met.',
  next: 'It goes on.',
  language: 'en',
};

const wrong: [string, z.ZodType, unknown, string[]][] = [
  ['an empty person', personForm, {}, ['victim.name.missing', 'victim.basis.missing']],
  [
    'a person born tomorrow',
    personForm,
    { name: 'Sam', basis: 'direct', birthDate: '1/1/2100' },
    ['victim.birthDate.invalid'],
  ],
  ['a name that is too long', personForm, { name: long, basis: 'direct' }, ['victim.name.tooLong']],
  ['nothing to call someone', callMeForm, { callMe: ' ' }, ['victim.callMe.missing']],
  ['a case nobody knows anything of', caseForm, { ...aCase, kind: '' }, ['case.kind.missing']],
  ['a case from the future', caseForm, { ...aCase, receivedOn: '1/1/2100' }, ['case.receivedOn.future']],
  ['a day that does not exist', caseForm, { ...aCase, receivedOn: '31/2/2026' }, ['case.receivedOn.invalid']],
  [
    'a card without a secret',
    cardForm,
    { locator: 'K7Q2', secret: '', word: 'kettle' },
    ['invitation.secret.missing'],
  ],
  [
    'a card that cannot be',
    cardForm,
    { locator: 'K7', secret: 'ABC', word: ' ' },
    ['invitation.locator.invalid', 'invitation.secret.invalid', 'invitation.word.missing'],
  ],
  ['a word that is too short', invitationForm, { how: 'hand', word: 'cat' }, ['invitation.word.invalid']],
  ['a landline', codeRequestForm, { contact: '020 7946 0000' }, ['signInCode.contact.notMobile']],
  ['nothing at all', codeRequestForm, {}, ['signInCode.contact.missing']],
  ['five digits', codeForm, { code: '12345' }, ['signInCode.code.invalid']],
  [
    'no digits',
    authenticatorForm,
    { locator: 'K7Q2', word: 'kettle', code: '' },
    ['signInCode.code.missing'],
  ],
  [
    'an empty sign-in',
    staffSignInForm,
    { email: '', password: '' },
    ['staff.email.missing', 'staff.password.missing', 'staff.code.missing'],
  ],
  [
    'words taken down from nobody',
    takenDownForm,
    { words: ' ' },
    [
      'statement.how.missing',
      'statement.capacity.missing',
      'statement.language.missing',
      'statement.words.missing',
    ],
  ],
  ['an opening without a reason', readingForm, {}, ['statement.why.missing']],
  ['an audience that is neither', audiencesForm, { panel: 'perhaps' }, ['statement.audience.invalid']],
  ['two texts and no choice', twoTextsForm, { beside: id, version: '1' }, ['statement.keep.missing']],
  [
    'a decision of no kind on no day',
    decisionForm,
    { wordsNeededBy: '30/2/2030' },
    ['decision.kind.missing', 'decision.wordsNeededBy.invalid', 'decision.heldOn.missing'],
  ],
  ['an empty concern', concernForm, { words: ' ' }, ['safetyConcern.words.missing']],
  ['a concern from nowhere', concernTakenForm, { words: 'x' }, ['safetyConcern.takenBy.missing']],
  [
    'a letter that rang',
    attemptForm,
    { ...anAttempt, channel: 'letter' },
    ['contactAttempt.outcome.invalid'],
  ],
  ['an attempt at 25 o’clock', attemptForm, { ...anAttempt, time: '25:00' }, ['contactAttempt.on.invalid']],
  ['an attempt in the future', attemptForm, { ...anAttempt, on: '1/1/2100' }, ['contactAttempt.on.future']],
  [
    'news of tomorrow',
    milestoneForm,
    { kind: 'panel', happenedOn: '1/1/2100' },
    ['milestone.happenedOn.future'],
  ],
  ['a promise for yesterday', updateForm, { ...anUpdate, nextBy: '1/1/2020' }, ['update.nextBy.past']],
  [
    'an update without words',
    updateForm,
    { ...anUpdate, happened: '', next: long },
    ['update.happened.missing', 'update.next.tooLong'],
  ],
];

describe('a form that is filled in wrongly', () => {
  test.each(wrong)('as %s says so at the field, in words', (_, form, typed, problems) => {
    expect(problemsOf(form, typed)).toEqual(problems);
    for (const key of problems) expect(wordsOf(key), key).toBeTypeOf('string');
  });
});

describe('a form that is filled in well', () => {
  test('makes a case of what was typed, in London’s wall clock', () => {
    expect(caseForm.parse({ ...aCase, children: '2', happenedOn: '' })).toMatchObject({
      detailsReceivedAt: new Date('2026-04-02T14:00:00Z'),
      incident: { kind: 'theft', happenedOn: null, children: ['', ''] },
    });
    expect(caseForm.parse({ ...aCase, incidentId: id })).toMatchObject({ incident: { id } });
  });

  test('takes one tick and several alike, and calls someone by their first name unless they say otherwise', () => {
    const typed = { name: 'Sam  Field', basis: 'direct', enhancedRights: 'intimidated', interpreter: 'on' };
    expect(personForm.parse(typed)).toMatchObject({
      ...{ callMe: 'Sam', enhancedRights: ['intimidated'], interpreter: true, birthDate: null },
    });
    expect(updateForm.parse({ ...anUpdate, channels: 'text' }).channels).toEqual(['text']);
  });

  test('reads a number and an e-mail address out of one field', () => {
    expect(codeRequestForm.parse({ contact: '07700 900123' }).contact).toEqual({
      kind: 'mobile',
      value: '+447700900123',
    });
    expect(codeRequestForm.parse({ contact: ' Sam@Example.org ' }).contact).toMatchObject({ kind: 'email' });
    expect(codeForm.parse({ code: '٠١٢ ٣٤٥', word: '' })).toEqual({ code: '012345', word: undefined });
  });
});
