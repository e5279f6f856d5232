import { z } from 'zod';
import { contactPreference } from '#db/schema/reach.ts';
import { harmlessText } from '../statement/plain-text.ts';
import { typedDate } from '../working-day/typed.ts';
import { bases, enhancedRights } from './rules.ts';

const birthDate = z
  .string()
  .trim()
  .transform((typed, context) => {
    if (typed === '') return null;
    const date = typedDate(typed);
    if (date && date <= new Date().toISOString().slice(0, 10)) return date;
    context.addIssue({ code: 'custom', message: 'victim.birthDate.invalid' });
    return z.NEVER;
  });

const several = <T extends z.ZodType>(one: T) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(one).default([]));
const ticked = z.preprocess((value) => value === 'on' || value === 'yes' || value === true, z.boolean());

export const callMe = z
  .string({ error: 'victim.callMe.missing' })
  .overwrite(harmlessText)
  .trim()
  .min(1, 'victim.callMe.missing')
  .max(60, 'victim.callMe.tooLong');

/** Someone to be taken on. What to call them falls back to the first word of their name. */
export const personForm = z
  .object({
    name: z
      .string({ error: 'victim.name.missing' })
      .overwrite(harmlessText)
      .trim()
      .min(1, 'victim.name.missing')
      .max(120, 'victim.name.tooLong'),
    callMe: z.string().overwrite(harmlessText).trim().max(60, 'victim.callMe.tooLong').default(''),
    basis: z.enum(bases, { error: 'victim.basis.missing' }),
    birthDate: birthDate.default(null),
    presumedUnder18: ticked.default(false),
    enhancedRights: several(z.enum(enhancedRights, { error: 'victim.enhancedRights.invalid' })),
    languageSpoken: z
      .string()
      .overwrite(harmlessText)
      .trim()
      .min(2, 'victim.language.missing')
      .max(40)
      .default('en'),
    languageWritten: z
      .enum(contactPreference.languageWritten.enumValues, { error: 'victim.language.missing' })
      .default('en'),
    interpreter: ticked.default(false),
  })
  .transform((person) => ({ ...person, callMe: person.callMe || firstWord(person.name) }));

function firstWord(name: string): string {
  const [first] = name.split(/\s+/);
  return (first ?? name).slice(0, 60);
}

/** What `takeOn` is given. */
export type NewPerson = z.output<typeof personForm>;

/** What someone wants to be called. */
export const callMeForm = z.object({ callMe });
