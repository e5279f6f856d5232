import { describe, expect, test } from 'vitest';
import { languages } from '#locales/languages.ts';
import { everyMessage, phone, service } from '../../tests/support/every-message.ts';
import type { MessageFacts } from './facts.ts';
import { canSay, render } from './render.server.ts';
import { segmentsOf } from './segments.ts';
import { tellingWordsIn } from './telling-words.ts';
import { exampleFacts } from './templates.ts';

describe.each(languages)('in %s', (language) => {
  const messages = everyMessage(language);

  test('every kind has its words, whole, by every channel that says it', () => {
    expect(messages.length).toBeGreaterThanOrEqual(40);
    for (const { facts, channel, subject, text, html } of messages) {
      const all = [subject, text, html?.replace(/<style>.*<\/style>/s, '')].join('\n');
      expect(all, `${facts.kind} by ${channel}`).not.toMatch(/\{\{|\}\}|undefined|null|\[object/);
      expect(text.length).toBeGreaterThan(20);
      expect(subject === null).toBe(channel === 'text');
      expect(html === null).toBe(channel !== 'email');
    }
  });

  test('every text leaves in one part, the number in its longest form', () => {
    const texts = messages.filter(({ channel }) => channel === 'text');
    expect(texts.length).toBe(15);
    for (const { text } of texts) expect({ text, ...segmentsOf(text) }).toMatchObject({ segments: 1 });
  });

  test('nothing on a locked screen, in a sender or in an inbox says what it is about', () => {
    for (const { facts, channel, subject, text, html } of messages.filter((it) => it.channel !== 'letter')) {
      const found = tellingWordsIn([subject, text, html].join('\n'), language, 'screen');
      expect(found, `${facts.kind} by ${channel}`).toEqual([]);
    }
  });

  test('a letter left on a table names no offence, no court and no child either', () => {
    for (const { facts, subject, text } of messages.filter((it) => it.channel === 'letter'))
      expect(tellingWordsIn(`${subject}\n${text}`, language, 'letter'), facts.kind).toEqual([]);
  });

  test('every text that was not asked for says how to end them, and a requested code does not', () => {
    for (const { facts, text } of messages.filter((it) => it.channel === 'text')) {
      const asked = ['sign_in_code', 'verify_code', 'stop_confirmation'].includes(facts.kind);
      expect(text.includes('STOP'), text).toBe(!asked);
    }
  });

  test('every e-mail and letter that was not asked for gives a number to ring', () => {
    const asked = ['sign_in_code', 'verify_code'];
    for (const { facts, channel, text } of messages)
      if (channel !== 'text' && !asked.includes(facts.kind))
        expect(text.includes(phone) || text.includes(service.phone), text).toBe(true);
  });

  test('a code is there to read, in the text and in both parts of the e-mail', () => {
    const coded = messages.filter(
      ({ facts }) => facts.kind === 'sign_in_code' || facts.kind === 'verify_code',
    );
    expect(coded).toHaveLength(4);
    for (const { text, html, subject } of coded) {
      expect(text).toContain('048213');
      expect(html ?? '048213').toContain('048213');
      expect(subject ?? '').not.toContain('048213');
    }
  });
});

test('a letter invites with everything needed, and says how to check that it is real', () => {
  const facts = {
    kind: 'invitation',
    form: 'letter',
    locator: 'KT4471',
    secret: 'brown-river-9',
    worker: 'Sam',
  } as const;
  const { text } = render({ channel: 'letter', language: 'en', facts, service });
  for (const part of [
    'KT4471',
    'brown-river-9',
    service.site,
    service.phone,
    'No, thank you',
    'Check this is real',
  ])
    expect(text).toContain(part);
  expect(text).toContain(`It should be ${service.councilPhone}. Ring it and ask for Sam, Harbour Team.`);
  expect(text).toContain(`Our texts come from ${service.textsFrom}.`);
});

describe('what goes along with the letter', () => {
  const notice = { kind: 'invitation', form: 'notice', locator: 'K7Q2' } as const;
  const card = { ...notice, form: 'letter', secret: '9T3M-ZWAX', worker: 'Sam' } as const;

  test('is a text that says that a message waits, which card it is about, and how to end texts', () => {
    expect(render({ channel: 'text', language: 'en', facts: notice, service }).text).toBe(
      'You have a message waiting. Ref K7Q2. Reply STOP to end texts.',
    );
  });

  test('or an e-mail that names neither the card nor who writes', () => {
    const { subject, text, html } = render({ channel: 'email', language: 'en', facts: notice, service });
    expect([subject, text, html].join()).not.toMatch(/K7Q2|Sam|harbour\.example/);
  });

  test('never holds the secret: a card goes by letter alone', () => {
    expect(canSay(card, 'letter')).toBe(true);
    expect(canSay(notice, 'letter')).toBe(false);
    for (const channel of ['text', 'email'] as const) {
      expect(canSay(card, channel)).toBe(false);
      expect(() => render({ channel, language: 'en', facts: card, service })).toThrow(
        `No words for invitation by ${channel}`,
      );
    }
  });
});

test('a nudge gives no number, a sentence does', () => {
  const nudge = { kind: 'update', content: 'nudge', phone } as const;
  const sentence = { kind: 'update', content: 'sentence', sentenceKey: 'dateChanged', phone } as const;
  expect(render({ channel: 'text', language: 'en', facts: nudge, service }).text).toBe(
    'There is something new for you. Reply STOP to end texts.',
  );
  expect(render({ channel: 'text', language: 'en', facts: sentence, service }).text).toBe(
    `A date has changed. Ring ${phone}. Reply STOP to end texts.`,
  );
});

test('the letter says nothing of a number texts come from while none do', () => {
  const facts = exampleFacts('invitation.letter', phone);
  const text = render({
    channel: 'letter',
    language: 'en',
    facts,
    service: { ...service, textsFrom: null },
  }).text;
  expect(text).not.toContain('Our texts');
});

test('a number read from right to left keeps its own order', () => {
  const facts = { kind: 'question', phone: '020 7946 0000' } as const;
  expect(render({ channel: 'email', language: 'ar', facts, service }).text).toContain(
    '\u2066020 7946 0000\u2069',
  );
  expect(render({ channel: 'email', language: 'cy', facts, service }).text).toContain(' 020 7946 0000');
});

test('an e-mail is read the right way round, and a name can put nothing into it', () => {
  const facts = { kind: 'reply', phone } as const;
  const hostile = { ...service, discreetName: '<img src=x onerror="x">&Co\'s' };
  const { html } = render({ channel: 'email', language: 'ur', facts, service: hostile });
  expect(html).toContain('<html lang="ur" dir="rtl">');
  expect(html).toContain('&lt;img src=x onerror=&quot;x&quot;&gt;&amp;Co&#39;s');
  expect(html).not.toContain('<img');
});

describe('a template version', () => {
  const version = (language: 'en' | 'cy', facts: MessageFacts, channel: 'text' | 'email') =>
    render({ channel, language, facts, service }).templateVersion;
  const nudge = { kind: 'update', content: 'nudge', phone } as const;

  test('is the same whoever it is for', () => {
    expect(version('en', nudge, 'text')).toMatch(/^[0-9a-f]{12}$/);
    expect(version('en', { ...nudge, phone: '0300' }, 'text')).toBe(version('en', nudge, 'text'));
  });

  test('differs with the words, the language and the channel', () => {
    const question = { kind: 'question', phone } as const;
    const versions = [
      version('en', nudge, 'text'),
      version('en', nudge, 'email'),
      version('cy', nudge, 'text'),
      version('en', question, 'text'),
    ];
    expect(new Set(versions).size).toBe(4);
  });
});
