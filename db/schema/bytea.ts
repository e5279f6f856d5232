import { customType } from 'drizzle-orm/pg-core';

/** Bytes as Buffers in both directions; Drizzle ships no bytea of its own for PostgreSQL. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({
  dataType: () => 'bytea',
});
