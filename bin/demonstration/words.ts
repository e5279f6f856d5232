import type { Asked, WordsShown } from '#casework/choice/ledger.server.ts';
import { type ChoiceKey, channels, involvementLevels } from '#casework/choice/rules.ts';
import type { MilestoneKind } from '#casework/milestone/rules.ts';
import type { Audience } from '#casework/statement/rules.ts';
import { directionOf, type Language } from '#locales/languages.ts';
import { portalWords } from '#locales/portal-words.ts';

const reviewStateOf = (language: Language) => (language === 'en' ? 'source' : 'machine');

// The ledger keeps what someone saw: a key without words would be kept as if that were it.
function said(
  language: Language,
  key: string,
  parts: readonly string[],
  values: Record<string, string> = {},
): WordsShown {
  const says = portalWords[language];
  const missing = parts.find((part) => !says.exists(part));
  if (missing) throw new Error(`Nothing says ${missing} in ${language}`);
  return {
    key,
    text: parts.map((part) => says.t(part, values)).join('\n'),
    reviewState: reviewStateOf(language),
  };
}

// A name or a date in the other direction keeps its own order among the words around it.
const apart = (language: Language, value: string) =>
  directionOf(language) === 'rtl' ? `\u2068${value}\u2069` : value;

/** How the portal asks whatever it asks. */
export const onThePage = (language: Language): Omit<Asked, 'words'> => ({
  ...{ how: 'portal', askedBy: null, answeredAs: 'self', language, format: 'standard' },
});

/** The questions of the portal as it shows them, a paragraph each. */
export const page = {
  involvement: (language: Language) =>
    said(language, 'portal.first.involved', [
      'first.involved.question',
      'first.involved.hint',
      ...involvementLevels.flatMap((level) => [
        `first.involved.${level}.label`,
        `first.involved.${level}.hint`,
      ]),
      'first.involved.duties.title',
      ...['invitation', 'danger', 'breach'].map((duty) => `first.involved.duties.${duty}`),
    ]),
  reach: (language: Language) =>
    said(language, 'portal.first.reach', [
      'first.reach.question',
      'first.reach.hint',
      ...channels.flatMap((way) => [`first.reach.${way}.label`, `first.reach.${way}.hint`]),
    ]),
  noThanks: (language: Language) =>
    said(language, 'portal.noThanks', ['noThanks.title', 'noThanks.lead', 'noThanks.say']),
  stop: (language: Language) => said(language, 'stop.sure', ['stop.sure.title', 'stop.sure.body']),
  mayHear: (language: Language, audience: Audience) => {
    const key = `words.audience.${audience}`;
    return said(language, `portal.${key}`, [`${key}.question`, `${key}.example`]);
  },
  choice: (language: Language, { purpose, topic, channel }: ChoiceKey) => {
    const key = `ask.${purpose}.${topic || channel || 'itself'}`;
    const example = `${key}.example`;
    return said(language, key, [
      `${key}.question`,
      ...(portalWords[language].exists(example) ? [example] : []),
    ]);
  },
};

const heardFrom =
  (worker: string, language: Language) =>
  (key: string, parts: readonly string[]): WordsShown =>
    said(
      language,
      key,
      parts.map((part) => `casework:spoken.${part}`),
      { worker: apart(language, worker) },
    );

/** What a worker reads out to ask whether someone may hear what is said. */
export const viewReadOut = (language: Language, audience: Audience, worker: string): WordsShown =>
  heardFrom(worker, language)(`spoken.views.${audience}`, [`views.${audience}`]);

/** What a worker reads out on the telephone: how involved, and how to be reached. */
export function readOut(
  language: Language,
  worker: string,
): { involvement: WordsShown; contact: WordsShown } {
  const heard = heardFrom(worker, language);
  const levels = involvementLevels.map((level) => `involvement.${level}`);
  const ways = channels.map((channel) => `channel.${channel}`);
  return {
    involvement: heard('spoken.involvement', ['involvement.question', ...levels]),
    contact: heard('spoken.channel', [...ways, 'order']),
  };
}

const longDate = (language: Language, date: string) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone: 'UTC',
  }).format(new Date(`${date}T12:00:00Z`));

/**
 * An update about something that happened on a date (YYYY-MM-DD), in the words a worker starts from; `filling` stands
 * where only the worker knows what to say.
 */
export function drafted(
  language: Language,
  { kind, happenedOn, filling }: { kind: MilestoneKind; happenedOn: string; filling: string },
): { happened: string; next: string } {
  const date = apart(language, longDate(language, happenedOn));
  const part = (name: 'happened' | 'next') =>
    said(language, kind, [`casework:draft.${kind}.${name}`], { date }).text.replace('[…]', filling);
  return { happened: part('happened'), next: part('next') };
}
