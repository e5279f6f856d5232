import { readFileSync } from 'node:fs';
import { z } from 'zod';

const knows = z.object({
  databaseUrl: z.string(),
  apiBase: z.string().default(''),
  staff: z.object({ role: z.literal('staff'), serviceId: z.string(), staffId: z.string() }).optional(),
});

/** What the chaos told a program that it started. */
export const known = knows.parse(JSON.parse(readFileSync(String(process.env.KNOWS), 'utf8')));
