import { channelsThatCarry, type MessageChannel, type MessageFacts, sentenceKeys } from './facts.ts';

const sentences = sentenceKeys.map((key) => `update.${key}` as const);

/** Everything Heard can say, by kind and content. The words of each stand in locales, in every language. */
export const templates = [
  'invitation.letter',
  'invitation.card',
  'invitation.notice',
  'sign_in_code',
  'verify_code',
  'update.nudge',
  ...sentences,
  'question',
  'feedback_request',
  'reply',
  'stop_confirmation',
] as const;
export type Template = (typeof templates)[number];

/**
 * The closed rule of what may go by text: only what is harmless on any locked screen, whoever reads it. PostgreSQL holds the
 * same list. A letter brings the card's secret and its worker's name, and so does the card by itself.
 */
export const mayGoByText = {
  'invitation.letter': false,
  'invitation.card': false,
  'invitation.notice': true,
  sign_in_code: true,
  verify_code: true,
  'update.nudge': true,
  'update.decisionMade': true,
  'update.dateSet': true,
  'update.dateChanged': true,
  'update.goingToPlan': true,
  'update.finished': true,
  'update.answerReady': true,
  'update.nothingNewYet': true,
  question: true,
  feedback_request: true,
  reply: true,
  stop_confirmation: true,
} as const satisfies Record<Template, boolean>;

/** Which template says these facts. */
export function templateOf(facts: MessageFacts): Template {
  if (facts.kind === 'invitation') return `invitation.${facts.form}`;
  if (facts.kind !== 'update') return facts.kind;
  return facts.content === 'nudge' ? 'update.nudge' : `update.${facts.sentenceKey}`;
}

/** What a template is shown with: real in shape, about nobody. `phone` is the service's own. */
export function exampleFacts(template: Template, phone: string): MessageFacts {
  const found = examplesWith(phone).find((facts) => templateOf(facts) === template);
  if (!found) throw new Error(`Nobody wrote an example for ${template}`);
  return found;
}

function examplesWith(phone: string): MessageFacts[] {
  const card = { kind: 'invitation', locator: 'K7Q2P', secret: '9T3M-ZWAX', worker: 'Sam' } as const;
  return [
    { ...card, form: 'letter' },
    { ...card, form: 'card' },
    { kind: 'invitation', form: 'notice', locator: card.locator },
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
  ];
}

/** By which channels a template is said, the least private first. */
export const channelsOf = (template: Template): readonly MessageChannel[] =>
  channelsThatCarry(exampleFacts(template, '0300'));

/** Every template by every channel that says it. */
export const everyTemplate: readonly { template: Template; channel: MessageChannel }[] = templates.flatMap(
  (template) => channelsOf(template).map((channel) => ({ template, channel })),
);
