import { directionOf, type Language, languages } from '#locales/languages.ts';
import type { MessageChannel, MessageService } from './facts.ts';
import { page } from './html.ts';
import { type Fault, faultsIn, preheaderOf } from './lint.ts';
import { type LockScreen, lockScreenOf } from './lock-screen.ts';
import { render } from './render.server.ts';
import { reviewOf, type WordsReview } from './review.ts';
import { charactersBeyondGsm, type Segments, segmentsOf } from './segments.ts';
import { senderOf } from './sender.ts';
import { exampleFacts, type Template } from './templates.ts';
import { keysOf, wordingOf } from './wording.ts';
import { say } from './words.server.ts';

/** Every language there are words in, English first. */
export const wordsLanguages = languages;
export type Which = { template: Template; channel: MessageChannel; language: Language };

/** A template's words as they would leave, put together with what is real in shape and about nobody. */
export type Example = Which & {
  direction: 'ltr' | 'rtl';
  version: string;
  review: WordsReview;
  from: string | null;
  subject: string | null;
  preheader: string | null;
  text: string;
  /** Of a text alone. */
  segments: Segments | null;
  /** The characters that make a text dearer; none of anything but a text. */
  beyondGsm: string[];
  lockScreen: LockScreen;
  faults: Fault[];
};

// Nothing of an example changes but with who speaks, and a page shows all there are.
const made = new Map<string, Example>();

/** What one template says by one channel in one language. `council` is who runs the service, whom no screen may name. */
export function exampleOf(which: Which, service: MessageService, council: string): Example {
  const key = JSON.stringify([which, service, council]);
  const example = made.get(key) ?? exampleAnew(which, service, council);
  made.set(key, example);
  return example;
}

function exampleAnew(which: Which, service: MessageService, council: string): Example {
  const { template, channel, language } = which;
  const facts = exampleFacts(template, service.phone);
  const { subject, text, templateVersion } = render({ channel, language, facts, service });
  const from = senderOf(channel, service);
  const unsayable = { people: [], workers: [], references: [], councils: [council] };
  return {
    ...which,
    direction: directionOf(language),
    version: templateVersion,
    review: reviewOf(language, keysOf(wordingOf(facts, channel, service))),
    ...{ from, subject, text, preheader: channel === 'email' ? preheaderOf(text) : null },
    segments: channel === 'text' ? segmentsOf(text) : null,
    beyondGsm: channel === 'text' ? charactersBeyondGsm(text) : [],
    lockScreen: lockScreenOf({ subject, text }, channel),
    faults: faultsIn({ channel, language, from: from ?? '', subject, text }, unsayable, []),
  };
}

/** The same as an e-mail to whoever of the staff asked for it: it says first, in its own language, that it is an example. */
export function exampleMail(which: Which, service: MessageService, council: string) {
  const { channel, language, subject, text } = exampleOf(which, service, council);
  const marked =
    subject === null ? say(language, 'example.text') : say(language, 'example.subject', { subject });
  const paragraphs = [say(language, 'example.note'), ...text.split('\n\n')];
  return {
    from: senderOf('email', service),
    subject: marked,
    text: paragraphs.join('\n\n'),
    html: channel === 'email' ? page(language, marked, paragraphs) : null,
  };
}
