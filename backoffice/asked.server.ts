import { z } from 'zod';

const count = z.coerce.number().int().min(0);

/** What an address asks for: one of a closed list, a number of things, or nothing where it says neither. */
export function askedIn(request: Request) {
  const { searchParams } = new URL(request.url);
  return {
    oneOf: <T extends string>(name: string, values: readonly T[]): T | null =>
      values.find((value) => value === searchParams.get(name)) ?? null,
    count: (name: string): number | null => {
      const read = count.safeParse(searchParams.get(name) || undefined);
      return read.success ? read.data : null;
    },
  };
}
