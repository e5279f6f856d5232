import { z } from 'zod';

/** Every sentence that may carry news to a number nobody else sees. Each is harmless to whoever reads it. */
export const sentenceKeys = [
  'decisionMade',
  'dateSet',
  'dateChanged',
  'goingToPlan',
  'finished',
  'answerReady',
  'nothingNewYet',
] as const;
export type SentenceKey = (typeof sentenceKeys)[number];

const phone = z.string().min(3).max(20);
const code = z.string().regex(/^\d{6}$/);

/** What a message is about, as it is sealed with it: enough to write the words in any language, never an address. */
export const messageFacts = z.discriminatedUnion('kind', [
  z.discriminatedUnion('form', [
    z.object({
      kind: z.literal('invitation'),
      form: z.enum(['letter', 'card']),
      locator: z.string().min(1),
      secret: z.string().min(1),
      worker: z.string().min(1),
    }),
    // What goes along with the letter, to a device: which card, and nothing that opens it.
    z.object({ kind: z.literal('invitation'), form: z.literal('notice'), locator: z.string().min(1) }),
  ]),
  z.object({ kind: z.literal('sign_in_code'), code }),
  z.object({ kind: z.literal('verify_code'), code }),
  z.discriminatedUnion('content', [
    z.object({ kind: z.literal('update'), content: z.literal('nudge'), phone }),
    z.object({
      kind: z.literal('update'),
      content: z.literal('sentence'),
      sentenceKey: z.enum(sentenceKeys),
      phone,
    }),
  ]),
  z.object({ kind: z.literal('question'), phone }),
  z.object({ kind: z.literal('feedback_request'), phone }),
  z.object({ kind: z.literal('reply'), phone }),
  z.object({ kind: z.literal('stop_confirmation'), phone }),
]);
export type MessageFacts = z.infer<typeof messageFacts>;
export type FactsOf<K extends MessageFacts['kind']> = Extract<MessageFacts, { kind: K }>;

/** What every message of a service may say about the service itself. */
export type MessageService = {
  /** The neutral name people know it by: e-mail sender and signature. */
  discreetName: string;
  /** The council's own published number, with which a letter can be checked. */
  councilPhone: string;
  /** The service's number to ring. */
  phone: string;
  /** The address to type, as printed: `example.org/card`. */
  site: string;
  /** The number texts come from, or null while none leave. */
  textsFrom: string | null;
};

export type MessageChannel = 'text' | 'email' | 'letter';

const channelsThatSay = {
  sign_in_code: ['text', 'email'],
  verify_code: ['text', 'email'],
  update: ['text', 'email', 'letter'],
  question: ['text', 'email', 'letter'],
  feedback_request: ['text', 'email', 'letter'],
  reply: ['text', 'email', 'letter'],
  stop_confirmation: ['text', 'email'],
} as const satisfies Record<Exclude<MessageFacts['kind'], 'invitation'>, readonly MessageChannel[]>;

const channelsOfInvitation = {
  letter: ['letter'],
  card: ['letter'],
  notice: ['text', 'email'],
} as const satisfies Record<FactsOf<'invitation'>['form'], readonly MessageChannel[]>;

/** By which channels something can be said at all: a card's secret by letter alone. */
export function channelsThatCarry(facts: MessageFacts): readonly MessageChannel[] {
  return facts.kind === 'invitation' ? channelsOfInvitation[facts.form] : channelsThatSay[facts.kind];
}
