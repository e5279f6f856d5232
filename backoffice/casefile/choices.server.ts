import type { Channel, ChoiceKey, ChoiceState, Purpose } from '#casework/choice/rules.ts';
import {
  type ChoiceNow,
  choiceHistoryOf,
  choicesOf,
  type PastChoice,
  verifyChoices,
} from '#casework/choice/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { directionOf, type Language, languages } from '#locales/languages.ts';
import { momentOf } from '../moments.server.ts';

const { t } = backofficeWords;

/** The margin line that stands for a state: solid yes, dashed no, dotted for what nobody answered. */
const lines = {
  unanswered: 'unanswered',
  agreed: 'yes',
  declined: 'no',
  withdrawn: 'no',
  lapsed: 'unanswered',
  invalidated: 'unanswered',
} satisfies Record<ChoiceState, 'yes' | 'no' | 'unanswered'>;

/** Which question a choice answers, in words: "Updates: how it is going", "Being contacted, by text". */
export function choiceName({ purpose, topic, channel }: ChoiceKey): string {
  const what = t(`choice.purpose.${purpose}`);
  const about = topicName(purpose, topic) ?? channelName(channel);
  return about ? t('choice.named', { what, about }) : what;
}

const topicName = (purpose: Purpose, topic: string) =>
  topic === '' ? null : t(`choice.topic.${purpose}.${topic}`, { defaultValue: topic });
const channelName = (channel: Channel | '') => (channel === '' ? null : t(`channel.${channel}`));

const now = ({ id, state, afterNo, changedAt, open, ...key }: ChoiceNow) => ({
  id,
  name: choiceName(key),
  state: t(`choice.state.${state}`),
  line: lines[state],
  afterNo: afterNo && t(`choice.afterNo.${afterNo}`),
  since: changedAt && momentOf(changedAt),
  open,
});

const languageOf = (code: string): Language => languages.find((one) => one === code) ?? 'en';

const past = ({
  id,
  state,
  afterNo,
  at,
  how,
  answeredAs,
  language,
  words,
  reviewState,
  ...key
}: PastChoice) => ({
  id,
  at: momentOf(at),
  name: choiceName(key),
  answer: [t(`choice.state.${state}`), afterNo && t(`choice.afterNo.${afterNo}`)].filter(Boolean).join('. '),
  how: t('choice.said', { how: t(`choice.how.${how}`), as: t(`choice.as.${answeredAs}`) }),
  words,
  review: reviewState && t(`choice.review.${reviewState}`),
  language: { code: languageOf(language), direction: directionOf(languageOf(language)) },
});

/** The choices of a person as they stand, everything they ever answered, and whether the ledger holds. */
export async function choicesShown(tx: Tx<StaffActor>, victimId: string) {
  const [present, history, check] = [
    await choicesOf(tx, victimId),
    await choiceHistoryOf(tx, victimId),
    await verifyChoices(tx, victimId),
  ];
  const answered = present.filter(({ state }) => state !== 'unanswered');
  return {
    answered: answered.map(now),
    unanswered: present.filter(({ state }) => state === 'unanswered').map(choiceName),
    history: history.map(past),
    ledger: check.whole
      ? {
          whole: true,
          words: t(check.entries === 0 ? 'choice.ledgerEmpty' : 'choice.ledgerWhole', {
            count: check.entries,
          }),
        }
      : { whole: false, words: t(`choice.ledgerFault.${check.fault}`) },
  };
}

export type ChoicesShown = Awaited<ReturnType<typeof choicesShown>>;
