import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { environment } from '#environment';
import { messageServiceOf } from '#messaging/message-service.server.ts';
import { render } from '#messaging/messages/render.server.ts';
import { type ContactPreference, contactPreferenceOf } from '../contact-preference/store.server.ts';
import { formatCard } from '../invitation/card.ts';
import type { NewInvitation } from '../invitation/form.server.ts';
import { meOf } from '../staff/store.server.ts';

/** A card as it is printed: in the person's language, with what to do with it. */
export type PrintedCard = {
  language: ContactPreference['languageWritten'];
  /** In order; those that must be typed again stand out. */
  paragraphs: { words: string; toType: boolean }[];
  /** What the square code on the card holds: where to go, and nothing about anyone. */
  address: string;
};

/** Where somebody with a card goes: nothing about anyone. */
export const cardAddress = `${environment.PORTAL_URL ?? `http://localhost:${environment.PORTAL_PORT}`}/card`;

// What is posted explains itself first; whoever is handed a card has just been told.
const forms = { letter: 'letter', hand: 'card' } as const satisfies Record<NewInvitation['how'], string>;

/** The words of a card just issued. The secret is nowhere else: whoever calls this shows it once. */
export async function printedCard(
  tx: Tx<StaffActor>,
  victimId: string,
  { locator, secret, how }: { locator: string; secret: string; how: NewInvitation['how'] },
): Promise<PrintedCard> {
  const { languageWritten: language } = await contactPreferenceOf(tx, victimId);
  const [service, me] = await Promise.all([messageServiceOf(tx), meOf(tx)]);
  const shownSecret = formatCard({ locator, secret }).slice(locator.length + 1);
  const facts = {
    kind: 'invitation',
    form: forms[how],
    locator,
    secret: shownSecret,
    worker: me.firstName,
  } as const;
  const { text } = render({ channel: 'letter', language, facts, service });
  return {
    language,
    paragraphs: text.split('\n\n').map((words) => ({
      words,
      toType: words.includes(locator) || words.includes(shownSecret),
    })),
    address: cardAddress,
  };
}
