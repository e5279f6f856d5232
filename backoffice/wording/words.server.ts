import type { MilestoneKind } from '#casework/milestone/rules.ts';
import { audiences } from '#casework/statement/rules.ts';
import ar from '#locales/ar/casework.json' with { type: 'json' };
import cy from '#locales/cy/casework.json' with { type: 'json' };
import en from '#locales/en/casework.json' with { type: 'json' };
import { directionOf, type Language } from '#locales/languages.ts';
import pl from '#locales/pl/casework.json' with { type: 'json' };
import { speaker } from '#locales/speaker.ts';
import ur from '#locales/ur/casework.json' with { type: 'json' };

const speakers = {
  en: speaker('en', { casework: en }),
  cy: speaker('cy', { casework: cy }),
  pl: speaker('pl', { casework: pl }),
  ur: speaker('ur', { casework: ur }),
  ar: speaker('ar', { casework: ar }),
} satisfies Record<Language, unknown>;

/** What is read out on the telephone, by its place in the words of the casework. */
export const spokenKeys = [
  'opening',
  'alone',
  'involvement.question',
  'involvement.nothing',
  'involvement.outcome',
  'involvement.informed',
  'involvement.involved',
  'channel.text',
  'channel.email',
  'channel.phone',
  'channel.letter',
  'order',
  'textContent',
  'safeTimes',
  'voicemail',
  'spokenLanguage',
  'writtenLanguage',
  'interpreter',
  'callMe',
  'unsafe',
  'word',
  'readBack',
  'closing',
] as const;
export type CallKey = (typeof spokenKeys)[number];

/** What is read out about someone's words: who may hear them, asked one by one, and that they are read back. */
export const viewsKeys = ['ask', ...audiences, 'back'] as const;
export type ViewsKey = (typeof viewsKeys)[number];

export type SpokenKey = CallKey | `views.${ViewsKey}`;

// A name or a date in the other direction keeps its own order among the words around it.
const isolated = (language: Language, value: string) =>
  directionOf(language) === 'rtl' ? `\u2068${value}\u2069` : value;

/** A question in the words to be said, in one language. `worker` is the first name of whoever asks. */
export function spoken(language: Language, key: SpokenKey, worker: string): string {
  return speakers[language].t(`spoken.${key}`, { ns: 'casework', worker: isolated(language, worker) });
}

const longDate = (language: Language, date: string) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone: 'UTC',
  }).format(new Date(`${date}T12:00:00Z`));

export type Draft = { happened: string; next: string };

/** What stands in a draft where only the worker knows what to say. */
export const gap = '[…]';

/** The drafted words for a milestone on a date (YYYY-MM-DD), to be made the worker's own; some have a gap left in them. */
export function draftFor(language: Language, milestone: MilestoneKind, happenedOn: string): Draft {
  const date = isolated(language, longDate(language, happenedOn));
  const part = (name: keyof Draft) =>
    speakers[language].t(`draft.${milestone}.${name}`, { ns: 'casework', date });
  return { happened: part('happened'), next: part('next') };
}
