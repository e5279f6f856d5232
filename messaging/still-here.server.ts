import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { message } from '#db/schema/message.ts';
import { stillHere } from './message/rules.ts';

/** Whether a message waits to leave. */
export const waits = inArray(message.state, [...stillHere]);

/** The same in SQL as `isStillHere`: what a withdrawal stops, a letter that lies here unposted with the rest. */
export const isHereStill =
  or(waits, and(eq(message.channel, 'letter'), eq(message.state, 'accepted'))) ?? sql`false`;
