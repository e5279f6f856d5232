import type { TFunction } from 'i18next';
import type { Channel } from '#casework/choice/rules.ts';
import type { ChoiceNow } from '#casework/choice/store.server.ts';
import type { SafeWindow } from '#casework/safe-window/rules.ts';
import type { Language } from '#locales/languages.ts';
import { apart } from './apart.ts';
import { weekdayName } from './dates.ts';

/** What someone settled: their choices, the ways to reach them in order, when, and whether a message may be left. */
export type Settled = {
  choices: readonly Pick<ChoiceNow, 'purpose' | 'topic' | 'channel' | 'state'>[];
  ways: readonly Channel[];
  windows: readonly SafeWindow[];
  voicemail: 'unanswered' | 'no' | 'name_only';
};

const topicWords = {
  'updates/decision': 'decision',
  'updates/progress': 'progress',
  'updates/finished': 'finished',
  'updates/restorative': 'restorative',
  'updates/safety': 'safety',
  'restorative/information': 'information',
  'views/being_asked': 'beingAsked',
} as const;

const isNo = (state: ChoiceNow['state']) => state === 'declined' || state === 'withdrawn';
// In Welsh "and" depends on the sound that follows, which Intl does not hear: it writes "a(c)".
const listed = (language: Language, parts: readonly string[]) =>
  language === 'cy' ? parts.join(', ') : new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);

function topicsOf(t: TFunction, choices: Settled['choices'], wanted: (state: ChoiceNow['state']) => boolean) {
  return Object.entries(topicWords)
    .filter(([name]) =>
      choices.some(({ purpose, topic, state }) => `${purpose}/${topic}` === name && wanted(state)),
    )
    .map(([, word]) => t(`first.receipt.topic.${word}`));
}

/** "Monday and Tuesday 17:00–21:00; Friday 09:00–12:00": days that share their hours are told together. */
export function timesInWords(language: Language, windows: readonly SafeWindow[]): string {
  const hours = new Map<string, string[]>();
  for (const { weekday, opens, closes } of windows) {
    const span = apart(`${opens}–${closes}`);
    hours.set(span, [...(hours.get(span) ?? []), weekdayName(language, weekday)]);
  }
  return [...hours].map(([span, days]) => `${listed(language, days)} ${span}`).join('; ');
}

/** What we will do from now on, a line each; nothing while contact itself is refused. */
export function willDo(t: TFunction, language: Language, settled: Settled): string[] {
  if (refusesContact(settled)) return [];
  const ways = settled.ways.map((way) => t(`first.receipt.way.${way}`));
  const times = timesInWords(language, settled.windows);
  return [
    ...topicsOf(t, settled.choices, (state) => state === 'agreed'),
    ...(ways.length > 0
      ? [t(ways.length > 1 ? 'first.receipt.by' : 'first.receipt.byOne', { ways: listed(language, ways) })]
      : []),
    ...(ways.length > 0 ? [times ? t('first.receipt.onlyAt', { times }) : t('first.receipt.anyTime')] : []),
    ...(settled.ways.includes('phone') && settled.voicemail === 'name_only'
      ? [t('first.receipt.voicemail.name')]
      : []),
  ];
}

const refusesContact = ({ choices }: Settled) =>
  choices.some(({ purpose, channel, state }) => purpose === 'contact' && channel === '' && isNo(state));

/** What we will not do: what was refused, and what nobody has to ask for. */
export function willNotDo(t: TFunction, settled: Settled): string[] {
  const always = t('first.receipt.share');
  if (refusesContact(settled)) return [t('first.receipt.contact'), t('first.receipt.askAgain'), always];
  const ruledOut = settled.choices.flatMap(({ channel, state }) =>
    channel !== '' && isNo(state) ? [t(`first.receipt.notBy.${channel}`)] : [],
  );
  return [
    ...topicsOf(t, settled.choices, isNo),
    ...ruledOut,
    ...(settled.ways.includes('phone') && settled.voicemail === 'no'
      ? [t('first.receipt.voicemail.no')]
      : []),
    always,
  ];
}
