import { contactRulesOf } from '#casework/contact-preference/store.server.ts';
import { nextStepsOf, notKeptBecause, whyFailed } from '#casework/message/rules.ts';
import { messageInFull } from '#casework/message/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { directionOf, type Language } from '#locales/languages.ts';
import { momentOf } from '../moments.server.ts';
import { orNotThere } from '../not-there.server.ts';
import { lockShown } from './lock-shown.server.ts';

const inLanguage = (language: Language | null) => ({
  code: language ?? 'en',
  direction: directionOf(language ?? 'en'),
});

const readsIn = async (tx: Tx<StaffActor>, victimId: string) =>
  (await contactRulesOf(tx, victimId)).preference.languageWritten;

/** A message in plain words: where it is, why, everything that was tried, and what can be done about it now. */
export async function messageShown(tx: Tx<StaffActor>, messageId: string) {
  const message = orNotThere(await messageInFull(tx, messageId));
  const { id, kind, channel, state, heldReason, cancelledReason, failureCode, provider, body, to } = message;
  const moments = [
    { what: 'written' as const, at: message.createdAt },
    { what: 'claimed' as const, at: message.claimedAt },
    { what: 'settled' as const, at: message.settledAt },
  ];
  const wordsIn = state === 'held' && heldReason === 'words' ? await readsIn(tx, message.victimId) : null;
  const waits = state === 'held' && (heldReason === 'window' || heldReason === 'quiet_hours');
  const next = waits ? (await contactRulesOf(tx, message.victimId)).nextSending : null;
  const lock = await lockShown(tx, message);
  const held = heldReason === 'no_channel' && lock.locked ? ('locked' as const) : heldReason;
  return {
    ...{ id, lock, wordsIn, kind, channel, state, failureCode, provider, body, to },
    heldReason: state === 'held' ? held : null,
    leaves: next && momentOf(next).text,
    cancelledReason,
    why: whyFailed(failureCode),
    language: inLanguage(message.language),
    notKept: notKeptBecause(message),
    expires: momentOf(message.expiresAt),
    moments: moments.flatMap(({ what, at }) => (at ? [{ what, at: momentOf(at) }] : [])),
    tries: message.tries.map(({ number, startedAt, outcome, code }) => ({
      number,
      at: momentOf(startedAt),
      outcome: outcome ?? ('under_way' as const),
      why: whyFailed(code),
      code,
    })),
    receipts: message.receipts.map(({ rawState, code, at }, index) => ({
      key: `${index}`,
      rawState,
      at: momentOf(at),
      why: whyFailed(code),
      code,
    })),
    steps: nextStepsOf(message),
  };
}
