import { z } from 'zod';

/**
 * What is to be printed, all of it text as it is to be read: nothing in it is ever taken for markup. `language` is that
 * of the frame and of `words` unless a part says otherwise. `notShown` introduces the count of characters no face has.
 */
export const paperSchema = z.object({
  title: z.string(),
  language: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  parts: z.array(
    z.object({ heading: z.string().nullable(), words: z.string(), language: z.string().optional() }),
  ),
  closing: z.array(z.string()),
  notShown: z.string(),
});
export type Paper = z.output<typeof paperSchema>;
