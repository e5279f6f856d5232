import type { TFunction } from 'i18next';
import type { ChoiceKey, ChoiceState, Purpose } from '#casework/choice/rules.ts';

/** What a question is called in the words: its topic, or the purpose itself where it has none. */
const partOf = ({ topic, channel }: ChoiceKey) => topic || channel || 'itself';

export const askKey = (choice: ChoiceKey) => `ask.${choice.purpose}.${partOf(choice)}`;

/** The question and its example, in the language of `t`; a partner or referral without words of its own is named as it is. */
export function questionOf(t: TFunction, choice: ChoiceKey): { question: string; example: string } {
  const key = askKey(choice);
  return {
    question: t(`${key}.question`, { defaultValue: choice.topic }),
    example: t(`${key}.example`, { defaultValue: '' }),
  };
}

/** Both, a line each: what the page shows and the ledger keeps. */
export function wordsOf(t: TFunction, choice: ChoiceKey): string[] {
  const { question, example } = questionOf(t, choice);
  return example === '' ? [question] : [question, example];
}

/** Which way the margin line runs. What lapsed or was written down in error is open again. */
export const lineOf = {
  unanswered: 'unanswered',
  agreed: 'yes',
  declined: 'no',
  withdrawn: 'no',
  lapsed: 'unanswered',
  invalidated: 'unanswered',
} as const satisfies Record<ChoiceState, 'yes' | 'no' | 'unanswered'>;

/** The purposes someone can look through, in the order of the page. Ways of being reached have a page of their own. */
export const purposePages = [
  'updates',
  'restorative',
  'views',
  'support',
  'sharing',
  'feedback',
  'publication',
  'co_production',
  'contact',
] as const satisfies readonly Purpose[];

/** A purpose as it stands in an address. */
export const pathOf = (purpose: Purpose) => `/choices/${purpose.replace('_', '-')}`;
