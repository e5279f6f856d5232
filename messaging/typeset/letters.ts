import { z } from 'zod';

const label = z.object({ label: z.string(), value: z.string() });

/** Words to read, what has to be typed again as it stands, or what the paragraphs after it are about. */
export const paragraphKinds = ['words', 'to_type', 'heading'] as const;
export type ParagraphKind = (typeof paragraphKinds)[number];

/** One letter as it is to be read. `address` is what stands in the window, a line each; `from` is whom it comes from. */
const letter = z.object({
  language: z.string(),
  large: z.boolean(),
  address: z.array(z.string()).min(1),
  from: z.array(z.string()).min(1),
  facts: z.array(label),
  reference: z.string(),
  subject: z.string(),
  paragraphs: z.array(z.object({ words: z.string(), is: z.enum(paragraphKinds) })),
  card: z
    .object({
      cut: z.string(),
      facts: z.array(label),
      site: z.string(),
      square: z.object({ size: z.number().int(), path: z.string(), says: z.string() }),
    })
    .nullable(),
});
export type Letter = z.output<typeof letter>;

/**
 * Letters to be printed as one file, each on a sheet of its own, behind a sheet for whoever folds them. All of it is text as it
 * is to be read: nothing in it is ever taken for markup.
 */
export const lettersSchema = z.object({
  title: z.string(),
  facts: z.array(label),
  steps: z.array(z.string()),
  list: z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  letters: z.array(letter).min(1),
});
export type Letters = z.output<typeof lettersSchema>;
