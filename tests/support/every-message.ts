import type { Language } from '#locales/languages.ts';
import { channelsThatCarry, type MessageFacts, sentenceKeys } from '#messaging/messages/facts.ts';
import { render } from '#messaging/messages/render.server.ts';

/** A number in the longest form a service is likely to give. */
export const phone: string = '+44 20 7946 0000';
export const service = {
  discreetName: 'Harbour Team',
  phone: '020 7946 0001',
  councilPhone: '020 7946 0999',
  site: 'harbour.example.org/card',
  textsFrom: '+44 7700 900001',
};

const invitation = { kind: 'invitation', locator: 'K7Q2', secret: '9T3M-ZWAX', worker: 'Sam' } as const;

/** One of everything Heard can say: facts that are real in shape and invented in content. */
export const everyFacts = [
  { ...invitation, form: 'letter' },
  { ...invitation, form: 'card' },
  { kind: 'invitation', form: 'notice', locator: 'K7Q2' },
  { kind: 'sign_in_code', code: '048213' },
  { kind: 'verify_code', code: '048213' },
  { kind: 'update', content: 'nudge', phone },
  ...sentenceKeys.map(
    (sentenceKey) => ({ kind: 'update', content: 'sentence', sentenceKey, phone }) as const,
  ),
  { kind: 'question', phone },
  { kind: 'feedback_request', phone },
  { kind: 'reply', phone },
  { kind: 'stop_confirmation', phone },
] as const satisfies MessageFacts[];

/** Everything Heard can say in one language, by every channel that says it. */
export function everyMessage(language: Language) {
  return everyFacts.flatMap((facts) =>
    channelsThatCarry(facts).map((channel) => ({
      facts,
      channel,
      ...render({ channel, language, facts, service }),
    })),
  );
}
