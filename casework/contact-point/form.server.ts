import { z } from 'zod';
import { harmlessText } from '../statement/plain-text.ts';
import {
  type ContactPointKind,
  contactPointKinds,
  emailFrom,
  mobileFrom,
  type TypedContactPoint,
} from './rules.ts';

const longestAddress = 400;

function addressFrom(typed: string): TypedContactPoint {
  const value = harmlessText(typed).trim();
  return value === '' ? { problem: 'missing' } : { value };
}

const readAs = { mobile: mobileFrom, email: emailFrom, address: addressFrom } satisfies Record<
  ContactPointKind,
  (typed: string) => TypedContactPoint
>;

const ticked = z.preprocess((typed) => typed === 'on' || typed === 'yes', z.boolean());

/** A number or address as typed, in the one form it is kept in; whether others use the device, or someone reads it. */
export const contactPointForm = z
  .object({
    kind: z.enum(contactPointKinds, { error: 'contactPoint.kind.missing' }),
    value: z
      .string({ error: 'contactPoint.value.missing' })
      .max(longestAddress, 'contactPoint.value.tooLong'),
    shared: ticked,
    watched: ticked,
  })
  .transform(({ kind, value, ...flags }, context) => {
    const typed = readAs[kind](value);
    if ('value' in typed) return { kind, value: typed.value, ...flags };
    context.addIssue({ code: 'custom', path: ['value'], message: `contactPoint.${kind}.${typed.problem}` });
    return z.NEVER;
  });

/** Whether a device is used by others, or read by someone. */
export const flagsForm = z.object({ shared: ticked, watched: ticked });

const asDigits = (typed: string) =>
  typed
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16))
    .replace(/[\s-]/g, '');

/** Six digits, however they were typed. */
export const codeForm = z.object({
  code: z
    .string({ error: 'contactPoint.code.missing' })
    .transform(asDigits)
    .pipe(
      z
        .string()
        .min(1, 'contactPoint.code.missing')
        .regex(/^\d{6}$/, 'contactPoint.code.invalid'),
    ),
});
