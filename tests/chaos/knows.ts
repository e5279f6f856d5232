import { readFileSync } from 'node:fs';
import { z } from 'zod';

const point = z.object({ id: z.string(), value: z.string() });
const knows = z.object({
  databaseUrl: z.string(),
  /** A login that sees all, for what only the test may know: how far the whole is. */
  superuserUrl: z.string().default(''),
  apiBase: z.string().default(''),
  staff: z.object({ role: z.literal('staff'), serviceId: z.string(), staffId: z.string() }).optional(),
  /** How many messages each person is written. */
  each: z.number().default(0),
  /** `withdrawsAt` is how far the whole is, from 0 to 1, when this person takes their yes back; null is never. */
  people: z
    .array(
      z.object({
        person: z.object({
          ...{ serviceId: z.string(), victimId: z.string(), caseId: z.string(), mobile: point, email: point },
          choices: z.record(z.string(), z.string()),
        }),
        withdrawsAt: z.number().nullable(),
      }),
    )
    .default([]),
});

/** What the chaos told a program that it started. */
export const known = knows.parse(JSON.parse(readFileSync(String(process.env.KNOWS), 'utf8')));
