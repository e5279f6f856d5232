import { createHash } from 'node:crypto';
import { directionOf, type Language } from '#locales/languages.ts';
import { isolated } from './bidi.ts';
import { channelsThatCarry, type MessageChannel, type MessageFacts, type MessageService } from './facts.ts';
import { page } from './html.ts';
import { keysOf, type Wording, wordingOf } from './wording.ts';
import { say, template, type WordKey } from './words.server.ts';

export type Rendered = { subject: string | null; text: string; html: string | null; templateVersion: string };

/** Whether there are words for these facts by a channel: a card with its secret, for one, is never a text. */
export function canSay(facts: MessageFacts, channel: MessageChannel): boolean {
  return channelsThatCarry(facts).includes(channel);
}

/**
 * The words of one message for one channel in one language. `html` only for e-mail, `subject` never for a
 * text. `templateVersion` changes whenever any word it was made of does. Throws for a kind the channel
 * cannot say.
 */
export function render(message: {
  channel: MessageChannel;
  language: Language;
  facts: MessageFacts;
  service: MessageService;
}): Rendered {
  const { channel, language, facts, service } = message;
  if (!canSay(facts, channel)) throw new Error(`No words for ${facts.kind} by ${channel}`);
  const wording = wordingOf(facts, channel, service);
  const paragraphs = wording.paragraphs.map((keys) =>
    keys.map((key) => say(language, key, wording.values)).join(' '),
  );
  const name = isolated(service.discreetName, directionOf(language));
  const signed = channel === 'text' ? paragraphs : [...paragraphs, name];
  const subject = wording.subject && say(language, wording.subject, wording.values);
  return {
    subject,
    text: signed.join(channel === 'text' ? ' ' : '\n\n'),
    html: channel === 'email' && subject ? page(language, subject, signed) : null,
    templateVersion: versionOf(wording, language, channel),
  };
}

const versions = new Map<string, string>();

function versionOf(wording: Wording, language: Language, channel: MessageChannel): string {
  const keys = keysOf(wording);
  const name = [language, channel, ...keys].join();
  const version = versions.get(name) ?? hashOf(keys, language, channel);
  versions.set(name, version);
  return version;
}

function hashOf(keys: readonly WordKey[], language: Language, channel: MessageChannel): string {
  const templates = keys.map((key) => [key, template(language, key)]);
  const layout = channel === 'email' ? page(language, '', []) : '';
  return createHash('sha256')
    .update(JSON.stringify([language, channel, templates, layout]))
    .digest('hex')
    .slice(0, 12);
}
