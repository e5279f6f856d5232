import { z } from 'zod';
import { type Which, wordsLanguages } from '#messaging/messages/example.server.ts';
import { channelsOf, templates } from '#messaging/messages/templates.ts';
import { wordsAnswers } from './rules.ts';

/** One template by one channel in one language, as a form names it: `update.nudge/text/pl`. */
const which = z.string().transform((name, context): Which => {
  const [template, channel, language] = name.split('/');
  const found = {
    template: templates.find((one) => one === template),
    language: wordsLanguages.find((one) => one === language),
  };
  const by = found.template && channelsOf(found.template).find((one) => one === channel);
  if (found.template && found.language && by)
    return { template: found.template, language: found.language, channel: by };
  context.addIssue({ code: 'custom', message: 'template.words.missing' });
  return z.NEVER;
});

/** The name a form gives to some words. */
export const nameOf = ({ template, channel, language }: Which): string =>
  `${template}/${channel}/${language}`;

const atLeastOne = (problem: string) => ({ error: problem });

export const askForm = z.object({
  words: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(which, atLeastOne('template.words.missing')).min(1, 'template.words.missing').max(500),
  ),
});

export const answerForm = z.object({
  requests: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(z.uuid(), atLeastOne('template.words.missing')).min(1, 'template.words.missing').max(500),
  ),
  answer: z.enum([...wordsAnswers, 'taken_back']),
});

export const exampleForm = z.object({
  words: which,
  email: z
    .string({ error: 'template.email.missing' })
    .trim()
    .toLowerCase()
    .min(1, 'template.email.missing')
    .max(254, 'template.email.invalid')
    .pipe(z.email('template.email.invalid')),
});
