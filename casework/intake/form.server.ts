import { z } from 'zod';
import { adjustmentsForm } from '../adjustment/form.server.ts';
import { caseForm } from '../case/form.server.ts';
import { emailFrom, mobileFrom, type TypedContactPoint } from '../contact-point/rules.ts';
import { harmlessText } from '../statement/plain-text.ts';
import { personForm } from '../victim/form.server.ts';

const flags = z.preprocess(
  (typed) => (typeof typed === 'string' ? [typed] : typed),
  z.array(z.enum(['shared', 'watched'])).default([]),
);
const text = z.string().default('');

const addressFrom = (typed: string): TypedContactPoint =>
  typed.length > 400 ? { problem: 'invalid' } : { value: harmlessText(typed).trim() };

const readers = { mobile: mobileFrom, email: emailFrom, address: addressFrom };
type Kind = keyof typeof readers;
const kinds: readonly Kind[] = ['mobile', 'email', 'address'];

/** Where someone can be reached, as it was passed on: each of the three, or nothing. */
export const pointsForm = z
  .object({
    ...{ mobile: text, email: text, address: text },
    ...{ mobileFlags: flags, emailFlags: flags, addressFlags: flags },
  })
  .transform((typed, context) =>
    kinds.flatMap((kind) => {
      if (typed[kind].trim() === '') return [];
      const read = readers[kind](typed[kind]);
      const flagged = typed[`${kind}Flags`];
      if ('value' in read)
        return [
          {
            kind,
            value: read.value,
            shared: flagged.includes('shared'),
            watched: flagged.includes('watched'),
          },
        ];
      context.addIssue({ code: 'custom', path: [kind], message: `contactPoint.${kind}.${read.problem}` });
      return [];
    }),
  );

const rest = z.object({
  key: z.uuid(),
  /** After the look-up: an id of someone already known, or "new". Empty before it. */
  person: z.union([z.uuid(), z.literal('new'), z.literal('')]).default(''),
  /** The reference of another case of the same incident, or empty for an incident told here. */
  sameIncidentAs: z.string().trim().max(20, 'case.sameIncident.notOpen').default(''),
});

type Typed = Record<string, unknown>;

// With an incident that is known nothing is asked of it here; the verb puts it in.
const caseFields = (typed: Typed) =>
  typed.sameIncidentAs ? { ...typed, kind: 'other', happenedOn: '' } : typed;
const adjustmentFields = (typed: Typed) => ({
  kind: typed.adjustment ?? [],
  note: typed.adjustmentNote ?? '',
});
const adjustmentNames: Record<string, string> = { kind: 'adjustment', note: 'adjustmentNote' };

/** Everything that comes with a new case, typed on one page: who, where, what to do differently, what happened. */
export const intakeForm = z.record(z.string(), z.unknown()).transform((typed, context) => {
  const parsed = {
    person: personForm.safeParse(typed),
    points: pointsForm.safeParse(typed),
    adjustments: adjustmentsForm.safeParse(adjustmentFields(typed)),
    opened: caseForm.safeParse(caseFields(typed)),
    rest: rest.safeParse(typed),
  };
  for (const [part, { error }] of Object.entries(parsed))
    for (const { path, message } of error?.issues ?? []) {
      const field = String(path[0] ?? '');
      const named = part === 'adjustments' ? (adjustmentNames[field] ?? field) : field;
      context.addIssue({ code: 'custom', path: [named], message });
    }
  const { person, points, adjustments, opened, rest: others } = parsed;
  if (!person.data || !points.data || !adjustments.data || !opened.data || !others.data) return z.NEVER;
  const { person: chosen, ...asked } = others.data;
  return {
    ...asked,
    chosen,
    person: person.data,
    points: points.data,
    adjustments: adjustments.data,
    opened: opened.data,
  };
});
export type Intake = z.output<typeof intakeForm>;
