import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';
import { localDate } from '../working-day/rules.ts';
import { typedDate } from '../working-day/typed.ts';
import { proxyKinds } from './rules.ts';

const words = (name: 'name' | 'evidence', longest: number) =>
  z
    .string({ error: `proxy.${name}.missing` })
    .overwrite(harmlessText)
    .trim()
    .min(1, `proxy.${name}.missing`)
    .max(longest, `proxy.${name}.tooLong`);

/** Someone who speaks for the person, what shows that they may, and until when (YYYY-MM-DD, or null until it is ended). */
export const proxyForm = z.object({
  kind: z.enum(proxyKinds, { error: 'proxy.kind.missing' }),
  name: words('name', 120),
  evidence: words('evidence', 400),
  endsOn: z
    .string()
    .trim()
    .transform((typed, context) => {
      if (typed === '') return null;
      const date = typedDate(typed);
      if (date && date > localDate(new Date())) return date;
      context.addIssue({ code: 'custom', message: `proxy.endsOn.${date ? 'past' : 'invalid'}` });
      return z.NEVER;
    })
    .default(null),
});

/** What `addProxy` is given. */
export type NewProxy = z.output<typeof proxyForm>;
