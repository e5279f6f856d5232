import { describe, expect, test } from 'vitest';
import { languages } from '#locales/languages.ts';
import { everyMessage, phone, service } from '../../tests/support/every-message.ts';
import { everythingSaid, mergeOf } from '../../tests/support/fuzzed-merges.ts';
import { faultsIn, type Leaving, type LintPart, type LintRule, lintRules, preheaderOf } from './lint.ts';
import { everyTemplate, exampleFacts, mayGoByText, templateOf, templates } from './templates.ts';
import { wordingOf } from './wording.ts';
import { template as wordsOf } from './words.server.ts';

const merges = process.env.HEARD_FULL ? 10_000 : 300;

test.each(languages)(
  `whatever is put into any template in %s (${merges} times over), nothing of it says who, what or by whom`,
  { timeout: merges * 200 },
  (language) => {
    let looked = 0;
    for (let seed = 1; seed <= merges; seed += 1) {
      const merge = mergeOf(seed);
      const merged = [...Object.values(merge.facts), ...Object.values(merge.service).map(String)];
      for (const { template, sent } of everythingSaid(language, merge)) {
        const faults = faultsIn(sent, merge.unsayable, merged);
        if (faults.length > 0) expect({ template, seed, sent, faults }).toEqual({});
        looked += 1;
      }
    }
    expect(looked).toBe(merges * everyTemplate.length);
  },
);

describe('what would hurt is seen', () => {
  const unsayable = {
    people: ['Sam Quillfeather', 'سامية خان'],
    workers: ['Amira Chaudhry'],
    references: ['R-K7Q2P'],
    councils: ['Rivermead Council'],
  };
  const english: Leaving = {
    ...{ channel: 'email', language: 'en', from: 'Harbour Team' },
    ...{
      subject: 'Something new for you',
      text: 'Hello.\n\nThere is something new for you. Ring 020 7946 0000.',
    },
  };
  const urdu: Leaving = {
    ...{ channel: 'text', language: 'ur', from: '+447700900999', subject: null },
    text: 'فیصلہ ہو گیا ہے۔ فون: \u2066020 7946 0000\u2069۔',
  };
  const merged = ['020 7946 0000'];
  const seen = (sent: Leaving) =>
    faultsIn(sent, unsayable, merged).map(({ rule, part }) => `${rule} in ${part}`);

  test('and what would not is left alone', () => {
    expect(seen(english)).toEqual([]);
    expect(seen(urdu)).toEqual([]);
  });

  const planted = [
    ['name', 'from', { ...english, from: 'Amira Chaudhry' }],
    ['name', 'subject', { ...english, subject: 'For Sam Quillfeather' }],
    ['name', 'preheader', { ...english, text: 'Dear sam  QUILLFEATHER, hello.' }],
    ['name', 'text', { ...urdu, text: 'سامية خان، کچھ نیا ہے۔' }],
    ['reference', 'subject', { ...english, subject: 'About r k7q2p' }],
    ['reference', 'text', { ...english, text: `${'Hello. '.repeat(30)}R-K7Q2P` }],
    ['telling_word', 'from', { ...english, from: 'Rivermead Youth Justice' }],
    ['telling_word', 'text', { ...english, text: 'News of the burglary.' }],
    ['telling_word', 'text', { ...english, language: 'cy', text: 'Newyddion am y lladrad.' }],
    ['telling_word', 'text', { ...english, language: 'pl', text: 'Wiadomość o kradzieży.' }],
    ['telling_word', 'text', { ...urdu, text: 'چوری کی خبر۔' }],
    ['telling_word', 'text', { ...urdu, language: 'ar', text: 'خبر بالمحكمة.' }],
    ['council', 'from', { ...english, from: 'Rivermead Council' }],
    ['one_part', 'text', { ...urdu, text: 'کچھ نیا '.repeat(12) }],
    ['isolation', 'text', { ...urdu, text: 'فون: 020 7946 0000۔' }],
    ['control', 'text', { ...english, text: 'Ring \u202E020 7946 0000.' }],
    ['control', 'subject', { ...english, subject: 'Something\u2069 new' }],
    ['direction', 'text', { ...urdu, text: 'STOP لکھیں۔' }],
    ['direction', 'subject', { ...english, subject: 'جواب for you' }],
  ] as const satisfies [LintRule, LintPart, Leaving][];

  test.each(planted)('%s in %s (%#)', (rule, part, sent) => {
    expect(seen(sent)).toContain(`${rule} in ${part}`);
  });

  test('by every rule there is', () => {
    expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set(lintRules));
  });

  test('and a letter may still name its worker and its council, and nobody else', () => {
    const letter: Leaving = {
      ...english,
      channel: 'letter',
      text: 'Ask for Amira Chaudhry, Rivermead Council.',
    };
    expect(seen(letter)).toEqual([]);
    expect(seen({ ...letter, text: 'For Sam Quillfeather.' })).toEqual(['name in text']);
  });
});

describe('by text', () => {
  test('goes what is harmless on any screen, and nothing else', () => {
    for (const template of templates) {
      const channels = everyTemplate.filter((it) => it.template === template).map(({ channel }) => channel);
      expect({ template, text: channels.includes('text') }).toEqual({
        template,
        text: mayGoByText[template],
      });
    }
  });

  // A code, a number to ring and a card's own short name: nothing else can be put before whoever holds the phone.
  const onScreens = ['{{code}}', '{{locator}}', '{{phone}}'];
  const askedFor = (language: (typeof languages)[number]) =>
    everyTemplate
      .filter(({ channel }) => channel !== 'letter')
      .flatMap(({ template, channel }) => wordingOf(exampleFacts(template, phone), channel, service))
      .flatMap(({ subject, paragraphs }) => [...(subject ? [subject] : []), ...paragraphs.flat()])
      .flatMap((key) => wordsOf(language, key).match(/\{\{.*?\}\}/g) ?? []);

  test.each(languages)('and by e-mail nothing about anyone can be put into the words in %s', (language) => {
    expect([...new Set(askedFor(language))].sort()).toEqual(onScreens);
  });
});

test('every template has an example that it says, and all of them are said', () => {
  for (const template of templates) expect(templateOf(exampleFacts(template, phone))).toBe(template);
  expect(everyMessage('en')).toHaveLength(everyTemplate.length);
});

test('a preheader is the start of an e-mail in one line', () => {
  expect(preheaderOf('Hello.\n\nThere is something new.')).toBe('Hello. There is something new.');
  expect(preheaderOf('x'.repeat(200))).toHaveLength(100);
});
