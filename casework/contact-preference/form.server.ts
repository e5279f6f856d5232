import { z } from 'zod';
import { contactPreference } from '#db/schema/reach.ts';
import { channels } from '../choice/rules.ts';
import { harmlessText } from '../statement/plain-text.ts';
import { textContents } from './rules.ts';

const inOrder = z.preprocess(
  (typed) => [typed].flat().filter((channel) => channel !== '' && channel !== undefined),
  z
    .array(z.enum(channels, { error: 'contactPreference.channels.invalid' }))
    .refine((chosen) => new Set(chosen).size === chosen.length, {
      error: 'contactPreference.channels.taken',
    }),
);

const ticked = z.preprocess((typed) => typed === 'on' || typed === 'yes', z.boolean());
const version = z.coerce.number({ error: 'contactPreference.version.invalid' }).int().optional();

/**
 * How someone is contacted: `channels` first to last, each place left empty or not; none of them leaves this site. What a
 * form does not ask is not changed.
 */
export const contactPreferenceForm = z.object({
  channels: inOrder,
  textContent: z.enum(textContents, { error: 'contactPreference.textContent.invalid' }).optional(),
  languageSpoken: z
    .string()
    .overwrite(harmlessText)
    .trim()
    .min(2, 'contactPreference.languageSpoken.missing')
    .max(40, 'contactPreference.languageSpoken.tooLong')
    .optional(),
  languageWritten: z
    .enum(contactPreference.languageWritten.enumValues, {
      error: 'contactPreference.languageWritten.missing',
    })
    .optional(),
  format: z
    .enum(contactPreference.format.enumValues, { error: 'contactPreference.format.invalid' })
    .optional(),
  voicemail: z.enum(['no', 'name_only'], { error: 'contactPreference.voicemail.invalid' }).optional(),
  interpreter: ticked,
  version,
});
