import type { SaidAloud } from '#accessibility/desk/tap-answers.tsx';
import type { WordsShown } from '#casework/choice/ledger.server.ts';
import { channels, involvementLevels } from '#casework/choice/rules.ts';
import { directionOf, type Language } from '#locales/languages.ts';
import { type CallKey, type SpokenKey, spoken, spokenKeys } from '../wording/words.server.ts';

/** A question in English, and in the person's own language where that is another. */
export type Said = { en: string; also: SaidAloud | undefined };
export type Questions = Record<CallKey, Said>;

/** One question, as it is to be read out by `worker`. */
export function saidBy(worker: string, language: Language, key: SpokenKey): Said {
  const text = spoken(language, key, worker);
  const also = { code: language, direction: directionOf(language), text };
  return { en: spoken('en', key, worker), also: language === 'en' ? undefined : also };
}

/** Every question of a call, as it is to be read out by `worker`. */
export function questionsFor(language: Language, worker: string): Questions {
  return Object.fromEntries(spokenKeys.map((key) => [key, saidBy(worker, language, key)])) as Questions;
}

const joined = (language: Language, worker: string, keys: readonly SpokenKey[]) =>
  keys.map((key) => spoken(language, key, worker)).join('\n');

/** The exact words that were read out, as the ledger keeps them. */
export function wordsReadOut(
  language: Language,
  worker: string,
): { involvement: WordsShown; contact: WordsShown } {
  const reviewState = language === 'en' ? 'source' : 'machine';
  const levels = involvementLevels.map((level) => `involvement.${level}` as const);
  const ways = channels.map((channel) => `channel.${channel}` as const);
  return {
    involvement: {
      key: 'spoken.involvement',
      text: joined(language, worker, ['involvement.question', ...levels]),
      reviewState,
    },
    contact: { key: 'spoken.channel', text: joined(language, worker, [...ways, 'order']), reviewState },
  };
}
