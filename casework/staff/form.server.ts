import { z } from 'zod';

const required = (name: 'email' | 'password' | 'code', longest: number) =>
  z
    .string({ error: `staff.${name}.missing` })
    .max(longest, `staff.${name}.invalid`)
    .refine((typed) => typed.trim() !== '', `staff.${name}.missing`);

/** Signing in at work. What is wrong with it beyond being empty is never said. */
export const staffSignInForm = z.object({
  email: required('email', 254).transform((typed) => typed.trim()),
  password: required('password', 200),
  code: required('code', 20),
});
export type StaffSignIn = z.output<typeof staffSignInForm>;
