import type { FactsOf, MessageChannel, MessageFacts, MessageService } from './facts.ts';
import type { Values, WordKey } from './words.server.ts';

/** One paragraph: the keys said in it, in order. */
export type Paragraph = readonly WordKey[];
export type Wording = { subject: WordKey | null; paragraphs: readonly Paragraph[]; values: Values };

/** Every key said in a message, its subject first. */
export const keysOf = ({ subject, paragraphs }: Wording): WordKey[] => [
  ...(subject ? [subject] : []),
  ...paragraphs.flat(),
];

type News = FactsOf<'update' | 'question' | 'feedback_request' | 'reply'>;

/** Which words say these facts by this channel. Nothing here depends on the language. */
export function wordingOf(facts: MessageFacts, channel: MessageChannel, service: MessageService): Wording {
  switch (facts.kind) {
    case 'invitation':
      return facts.form === 'notice'
        ? invitationNotice(facts.locator, channel, service)
        : invitationLetter(facts, service);
    case 'sign_in_code':
      return code('code.signIn', facts.code, channel);
    case 'verify_code':
      return code(channel === 'text' ? 'code.number' : 'code.address', facts.code, channel);
    case 'stop_confirmation':
      return stopped(facts.phone, channel);
    default:
      return news(facts, channel, service);
  }
}

function code(key: WordKey, digits: string, channel: MessageChannel): Wording {
  const paragraphs: Paragraph[] = channel === 'text' ? [[key]] : [[key], ['code.notYou']];
  return { subject: channel === 'text' ? null : 'code.subject', paragraphs, values: { code: digits } };
}

function stopped(phone: string, channel: MessageChannel): Wording {
  if (channel === 'text') return { subject: null, paragraphs: [['stopped.text']], values: { phone } };
  return { subject: 'stopped.subject', paragraphs: [['stopped.email']], values: { phone } };
}

function news(facts: News, channel: MessageChannel, service: MessageService): Wording {
  const { subject, line } = newsWords(facts);
  const values = { phone: facts.phone, site: service.site };
  const withNumber = facts.kind === 'update' && facts.content === 'sentence';
  const paragraphs = {
    text: [withNumber ? [line, 'ring', 'stopTexts'] : [line, 'stopTexts']],
    email: [['hello'], [line], ['whenItSuits'], ['stopEmails']],
    letter: [['hello'], [line], ['useCard'], ['stopLetters']],
  } satisfies Record<MessageChannel, Paragraph[]>;
  return { subject: channel === 'text' ? null : subject, paragraphs: paragraphs[channel], values };
}

function newsWords(facts: News): { subject: WordKey; line: WordKey } {
  switch (facts.kind) {
    case 'update':
      return {
        subject: 'update.subject',
        line: facts.content === 'nudge' ? 'update.nudge' : `sentence.${facts.sentenceKey}`,
      };
    case 'question':
      return { subject: 'question.subject', line: 'question.nudge' };
    case 'feedback_request':
      return { subject: 'feedback.subject', line: 'feedback.nudge' };
    case 'reply':
      return { subject: 'reply.subject', line: 'reply.nudge' };
  }
}

function invitationNotice(locator: string, channel: MessageChannel, { phone }: MessageService): Wording {
  if (channel === 'text')
    return { subject: null, paragraphs: [['invitation.text', 'stopTexts']], values: { locator } };
  const paragraphs: Paragraph[] = [['hello'], ['invitation.email'], ['invitation.emailRing']];
  return { subject: 'invitation.subject', paragraphs, values: { phone } };
}

type CardFacts = Extract<FactsOf<'invitation'>, { secret: string }>;

function invitationLetter(facts: CardFacts, service: MessageService): Wording {
  const opening: Paragraph[] = [['hello'], ['invitation.why'], ['invitation.choice']];
  const card: Paragraph[] = [
    ['invitation.how'],
    ['invitation.locator'],
    ['invitation.secret'],
    ['invitation.word'],
    ['invitation.no'],
    ['invitation.talk'],
    ['invitation.keep'],
  ];
  const textsFrom: Paragraph = service.textsFrom === null ? [] : ['invitation.textsFrom'];
  const real: Paragraph[] = [
    ['invitation.realTitle'],
    ['invitation.real', ...textsFrom, 'invitation.neverAsk'],
  ];
  return {
    subject: 'invitation.letterSubject',
    paragraphs: facts.form === 'card' ? [...card, ...real] : [...opening, ...card, ...real],
    values: {
      locator: facts.locator,
      secret: facts.secret,
      worker: facts.worker,
      name: service.discreetName,
      phone: service.phone,
      councilPhone: service.councilPhone,
      site: service.site,
      ...(service.textsFrom === null ? {} : { textsFrom: service.textsFrom }),
    },
  };
}
