import { movesOf } from '#casework/case/move.server.ts';
import type { Stage } from '#casework/case/rules.ts';
import type { OpenCase } from '#casework/case/store.server.ts';
import { milestonesOf } from '#casework/milestone/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { stateWords } from '../message/state-words.ts';
import { dayOf, type Moment, momentOf } from '../moments.server.ts';
import type { CardsShown } from './cards.server.ts';
import type { ChoicesShown } from './choices.server.ts';
import type { LogShown } from './log.server.ts';
import type { MessagesShown } from './messages.server.ts';

const { t } = backofficeWords;

type Entry = { key: string; at: Moment; who: string; what: string; detail?: string };
type Known = {
  it: OpenCase;
  choices: ChoicesShown;
  log: LogShown;
  messages: MessagesShown;
  cards: CardsShown;
};

const newestShown = 40;

// What was answered at one sitting is one thing that happened.
function answersAt({ history }: ChoicesShown): { key: string; at: Moment; said: string[] }[] {
  const sittings = new Map<string, { key: string; at: Moment; said: string[] }>();
  for (const { id, at, name, answer } of history) {
    const sitting = sittings.get(at.dateTime) ?? { key: id, at, said: [] };
    sitting.said.push(`${name}: ${answer}`);
    sittings.set(at.dateTime, sitting);
  }
  return [...sittings.values()];
}

const moveOf = (before: Stage, stage: Stage) =>
  stage === 'closed' ? 'closed' : before === 'closed' ? 'opened' : 'moved';

/** Everything that happened in a case in one order, the newest first: what we did, what they said, what left. `of` is how many entries there are. */
export async function timelineOf(
  tx: Tx<StaffActor>,
  { it, choices, log, messages, cards }: Known,
  whole: boolean,
): Promise<{ entries: Entry[]; of: number }> {
  const milestones = await milestonesOf(tx, it.caseId);
  const moves = await movesOf(tx, it.caseId);
  const entries: Entry[] = [
    {
      key: 'received',
      at: momentOf(it.detailsReceivedAt),
      who: t(`source.${it.receivedFrom}`),
      what: t('timeline.received'),
    },
    ...milestones.map(({ milestoneId, kind, happenedOn }) => ({
      key: milestoneId,
      at: dayOf(happenedOn),
      who: t('timeline.happened'),
      what: t(`milestone.${kind}`),
    })),
    ...moves.map(({ moveId, at, staff, stageBefore, stage }) => ({
      ...{ key: moveId, at: momentOf(at), who: staff },
      what: t(`timeline.${moveOf(stageBefore, stage)}`, { stage: t(`stage.${stage}`) }),
    })),
    ...log.attempts.map(({ attemptId, at, method, outcome, staff, told }) => {
      const detail = told && t('attempt.toldNews', { news: told });
      return {
        key: attemptId,
        at,
        who: staff ?? t('attempt.byItself'),
        what: `${method}: ${outcome}`,
        detail,
      };
    }),
    ...answersAt(choices).map(({ said, ...sitting }) => ({
      ...sitting,
      who: it.person.callMe,
      what: t('timeline.answered', { count: said.length }),
      detail: said.join('; '),
    })),
    ...messages.map(({ id, at, kind, channel, state }) => ({
      key: id,
      at,
      who: t('timeline.message'),
      what: t('timeline.messageWas', {
        kind: t(`message.kind.${kind}`),
        channel: t(`byChannel.${channel}`),
        state: stateWords(t, { channel, state }),
      }),
    })),
    ...cards.map(({ invitationId, issued, how }) => {
      return { key: invitationId, at: issued, who: t('timeline.card'), what: t(`card.how.${how}`) };
    }),
  ];
  entries.sort((a, b) => b.at.dateTime.localeCompare(a.at.dateTime));
  return { entries: whole ? entries : entries.slice(0, newestShown), of: entries.length };
}
