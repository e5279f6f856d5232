import { z } from 'zod';

const key = z.object({ key: z.uuid() });

/** A form's schema together with the key that makes sending it twice the same as sending it once. */
export function withKey<S extends z.ZodType>(schema: S): z.ZodIntersection<typeof key, S> {
  return z.intersection(key, schema);
}
