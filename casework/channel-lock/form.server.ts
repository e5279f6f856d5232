import { z } from 'zod';
import { channelLock } from '#db/schema/reach.ts';
import { channels } from '../choice/rules.ts';
import { harmlessText } from '../statement/plain-text.ts';

export const lockReasons = channelLock.reason.enumValues;
export type LockReason = (typeof lockReasons)[number];

/** Which way of reaching someone is locked and why. "Other" says nothing without its note. */
export const channelLockForm = z
  .object({
    channel: z.enum(channels, { error: 'channelLock.channel.missing' }),
    reason: z.enum(lockReasons, { error: 'channelLock.reason.missing' }),
    note: z.string().overwrite(harmlessText).trim().max(500, 'channelLock.note.tooLong').default(''),
  })
  .refine(({ reason, note }) => reason !== 'other' || note !== '', {
    path: ['note'],
    error: 'channelLock.note.missing',
  });

/** What `lockChannel` is given. */
export type NewLock = z.output<typeof channelLockForm>;
