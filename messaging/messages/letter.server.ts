import type { Sealer } from '#db/sealing.server.ts';
import type { Language } from '#locales/languages.ts';
import { openFacts } from '../sealed-message.server.ts';
import type { ParagraphKind } from '../typeset/letters.ts';
import type { MessageFacts, MessageService } from './facts.ts';
import { type Rendered, render } from './render.server.ts';
import { say } from './words.server.ts';

/** The words of a letter, in paragraphs; `card` is the one it brings, whose two lines stand out among them. */
export type LetterWords = {
  subject: string | null;
  paragraphs: { words: string; is: ParagraphKind }[];
  card: { locator: string; secret: string } | null;
};
type Sealed = { id: string; language: Language; sealedFacts: Buffer | null };

function opened(sealer: Sealer, { id, sealedFacts }: Sealed): MessageFacts {
  if (!sealedFacts) throw new Error('Nothing is kept of what this letter was about');
  return openFacts(sealer, id, sealedFacts);
}

/** A letter that lies here, in the words it would leave in now. Throws where nothing is kept of what it was about. */
export function letterAsSent(sealer: Sealer, letter: Sealed, service: MessageService): Rendered {
  const { language } = letter;
  return render({ channel: 'letter', language, facts: opened(sealer, letter), service });
}

/** The same as it is printed: paragraph by paragraph, and its card apart. */
export function letterWords(sealer: Sealer, letter: Sealed, service: MessageService): LetterWords {
  const facts = opened(sealer, letter);
  const { subject, text } = letterAsSent(sealer, letter, service);
  const card =
    facts.kind === 'invitation' && facts.form !== 'notice'
      ? { locator: facts.locator, secret: facts.secret }
      : null;
  const kindOf = (words: string): ParagraphKind => {
    if (words === say(letter.language, 'invitation.realTitle')) return 'heading';
    return card && (words.includes(card.locator) || words.includes(card.secret)) ? 'to_type' : 'words';
  };
  return {
    ...{ subject, card },
    paragraphs: text.split('\n\n').map((words) => ({ words, is: kindOf(words) })),
  };
}
