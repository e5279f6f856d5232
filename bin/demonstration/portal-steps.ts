import type { AfterNo, Channel, ChoiceKey, InvolvementLevel } from '#casework/choice/rules.ts';
import {
  answerChoices,
  answerInvolvement,
  choicesOf,
  withdrawEverything,
} from '#casework/choice/store.server.ts';
import { contactPointsOf, flagContactPoint } from '#casework/contact-point/store.server.ts';
import { changeContactPreference } from '#casework/contact-preference/store.server.ts';
import { openCard, refuseByCard } from '#casework/invitation/gate.server.ts';
import type { IssuedCard } from '#casework/invitation/store.server.ts';
import type { SafeWindow } from '#casework/safe-window/rules.ts';
import { changeSafeWindows } from '#casework/safe-window/store.server.ts';
import { raiseConcern } from '#casework/safety-concern/store.server.ts';
import { readUpdate, updatesOf } from '#casework/update/store.server.ts';
import { type Tx, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import type { Someone, Step } from './person.ts';
import { onThePage, page } from './words.ts';

type ByThemselves = (tx: Tx<VictimActor>, who: Someone) => Promise<unknown>;

const step = (play: Step['play']): Step => ({ door: 'portal', play });
const myself = (work: ByThemselves): Step =>
  step(async (who) => {
    await transactionAs(who.me, (tx) => work(tx, who));
  });

function cardOf({ card, person }: Someone): IssuedCard {
  if (!card) throw new Error(`${person.situation}: there is no card yet`);
  return card;
}

/** They opened their card with the agreed word. */
export const opensCard: Step = step(async (who) => {
  const { locator, secret } = cardOf(who);
  const opened = await openCard({ locator, secret, word: who.person.word });
  if (opened?.victimId !== who.victimId) throw new Error(`${who.person.situation}: the card does not open`);
});

/** They said no by the card alone. */
export const saysNoThankYou: Step = step(async (who) => {
  const { locator, secret } = cardOf(who);
  const language = who.person.written;
  await refuseByCard({ locator, secret, language, words: page.noThanks(language) });
});

/** They said how involved they want to be. */
export const chooses = (level: InvolvementLevel): Step =>
  myself((tx, { victimId, person: { written } }) =>
    answerInvolvement(tx, victimId, level, { ...onThePage(written), words: page.involvement(written) }),
  );

type Ways = { voicemail?: 'no' | 'name_only'; textContent?: 'nudge' | 'sentence' };

/** They said by which ways to reach them, first to last. */
export const wants = (channels: Channel[], ways: Ways = {}): Step =>
  myself((tx, { victimId, person: { written } }) =>
    changeContactPreference(
      tx,
      victimId,
      { channels, ...ways },
      { ...onThePage(written), words: page.reach(written) },
    ),
  );

/** They said when it is safe. */
export const safeAt = (windows: SafeWindow[]): Step =>
  myself((tx, { victimId }) => changeSafeWindows(tx, victimId, windows));

/** They answered one question by itself. */
export const answers = (
  key: ChoiceKey,
  answer: 'agreed' | 'declined',
  afterNo: AfterNo | null = null,
): Step =>
  myself(async (tx, { victimId, person: { written } }) => {
    const asked = (await choicesOf(tx, victimId)).filter(
      ({ purpose, topic, channel }) =>
        purpose === key.purpose && topic === key.topic && channel === key.channel,
    );
    const words = page.choice(written, key);
    const said = asked.map(({ id }) => ({ id, answer, afterNo, words }));
    return answerChoices(tx, victimId, said, onThePage(written));
  });

/** They read everything that was new. */
export const reads: Step = myself(async (tx, { victimId }) => {
  for (const { updateId } of await updatesOf(tx, victimId)) await readUpdate(tx, updateId);
});

/** They stopped everything, in one press. */
export const stopsEverything: Step = myself((tx, { victimId, person: { written } }) =>
  withdrawEverything(tx, victimId, { ...onThePage(written), words: page.stop(written) }),
);

/** They said that they do not feel safe. */
export const isAfraid = (words: string): Step =>
  myself((tx, { victimId, caseId }) => raiseConcern(tx, { victimId, caseId, words, takenBy: 'portal' }));

/** They said that somebody reads their phone. */
export const isWatched: Step = myself(async (tx, { victimId }) => {
  const mobiles = (await contactPointsOf(tx, victimId)).filter(({ kind }) => kind === 'mobile');
  for (const { id, shared } of mobiles) await flagContactPoint(tx, victimId, id, { shared, watched: true });
});
