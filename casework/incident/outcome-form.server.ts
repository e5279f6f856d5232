import { z } from 'zod';
import { childReference } from '#db/schema/case.ts';

export const outcomes = childReference.outcome.enumValues;
export type Outcome = (typeof outcomes)[number];

const one = z.object({
  outcome: z.enum(outcomes, { error: 'outcome.outcome.missing' }),
  mayBeAppealed: z.preprocess((typed) => typed === 'yes' || typed === 'on', z.boolean()),
  version: z.coerce.number({ error: 'outcome.version.invalid' }).int(),
});

const typedFor = (typed: Record<string, unknown>, letter: string) => ({
  outcome: typed[`outcome.${letter}`],
  mayBeAppealed: typed[`appeal.${letter}`],
  version: typed[`version.${letter}`],
});

/** Outcomes by letter: `outcome.A`, `appeal.A` and `version.A` are Child A's. */
export const outcomesForm = z.record(z.string(), z.unknown()).transform((typed, context) => {
  const letters = Object.keys(typed)
    .filter((name) => /^outcome\.[A-Z]$/.test(name))
    .map((name) => name.slice(-1));
  return letters.flatMap((letter) => {
    const read = one.safeParse(typedFor(typed, letter));
    read.error?.issues.forEach(({ message }) => {
      context.addIssue({ code: 'custom', path: [`outcome.${letter}`], message });
    });
    return read.success ? [{ label: `Child ${letter}`, ...read.data }] : [];
  });
});
export type TypedOutcome = z.output<typeof outcomesForm>[number];
