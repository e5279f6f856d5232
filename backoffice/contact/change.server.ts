import { z } from 'zod';
import { adjustmentsForm } from '#casework/adjustment/form.server.ts';
import { changeAdjustments } from '#casework/adjustment/store.server.ts';
import { channelLockForm } from '#casework/channel-lock/form.server.ts';
import { liftChannelLock, lockChannel } from '#casework/channel-lock/store.server.ts';
import { contactPointForm } from '#casework/contact-point/form.server.ts';
import {
  addContactPoint,
  confirmContactPoint,
  endContactPoint,
  flagContactPoint,
} from '#casework/contact-point/store.server.ts';
import { pauseForm } from '#casework/hold/form.server.ts';
import { liftPause, pauseEverything } from '#casework/hold/store.server.ts';
import { safeWindowsForm } from '#casework/safe-window/form.server.ts';
import { changeSafeWindows } from '#casework/safe-window/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import type { CaseHere } from '../case-here.server.ts';
import { orNotThere } from '../not-there.server.ts';
import { liftReasons } from './pause-form.tsx';

type Work = (tx: Tx<StaffActor>, here: CaseHere) => Promise<Record<string, string | number>>;
/** One thing that can be changed: its form, read into what is to be done. The work says what the page says after it. */
type Change = { part: string; schema: z.ZodType<Work> };

const pointId = z.uuid();
const source = z.enum(['the_person', 'worker', 'police'], { error: 'contactPoint.source.missing' });

// The point and where it came from are one form with two schemas: the second is only the staff's to say.
const addition = z
  .object({ source })
  .loose()
  .transform((typed, context): Work => {
    const point = contactPointForm.safeParse(typed);
    point.error?.issues.forEach(({ path, message }) => {
      context.addIssue({ code: 'custom', path, message });
    });
    if (!point.success) return z.NEVER;
    return async (tx, { it }) => {
      const { alreadyThere } = await addContactPoint(tx, it.victimId, {
        ...point.data,
        source: typed.source,
      });
      return { done: alreadyThere ? 'already' : 'added' };
    };
  });

const flagging = (flag: 'shared' | 'watched', is: boolean) =>
  z.object({ pointId }).transform(({ pointId: id }): Work => {
    return async (tx, { it, rules }) => {
      const { shared, watched } = orNotThere(rules.points.find((point) => point.id === id));
      await flagContactPoint(tx, it.victimId, id, { shared, watched, [flag]: is });
      return { done: 'flagged' };
    };
  });

/** By the name of the button that was pressed. */
export const changes = {
  add: { part: 'points', schema: addition },
  share: { part: 'points', schema: flagging('shared', true) },
  unshare: { part: 'points', schema: flagging('shared', false) },
  watch: { part: 'points', schema: flagging('watched', true) },
  unwatch: { part: 'points', schema: flagging('watched', false) },
  confirm: {
    part: 'points',
    schema: z.object({ pointId }).transform(
      (form): Work =>
        async (tx, { it }) => {
          const theirs = await confirmContactPoint(tx, it.victimId, form.pointId);
          return { done: theirs ? 'confirmed' : 'codeNeeded' };
        },
    ),
  },
  end: {
    part: 'points',
    schema: z.object({ pointId }).transform(
      (form): Work =>
        async (tx, { it }) => {
          const { stopped, left } = await endContactPoint(tx, it.victimId, form.pointId);
          return { done: 'ended', stopped: stopped.length, left: left.length };
        },
    ),
  },
  times: {
    part: 'times',
    schema: safeWindowsForm.and(z.object({ timesShown: z.string().default('') })).transform(
      ({ windows, timesShown }): Work =>
        async (tx, { it }) => {
          await changeSafeWindows(tx, it.victimId, windows, timesShown);
          return { done: 'times' };
        },
    ),
  },
  lock: {
    part: 'locks',
    schema: channelLockForm.transform(
      (form): Work =>
        async (tx, { it }) => ({
          done: (await lockChannel(tx, it.victimId, form)) ? 'locked' : 'lockedAlready',
        }),
    ),
  },
  unlock: {
    part: 'locks',
    schema: z.object({ lockId: z.uuid() }).transform(({ lockId }): Work => {
      return async (tx, { it, rules }) => {
        const known = rules.locks.find((lock) => lock.lockId === lockId && tx.actor.role === 'manager');
        await liftChannelLock(tx, it.victimId, orNotThere(known).lockId);
        return { done: 'unlocked' };
      };
    }),
  },
  adjustments: {
    part: 'adjustments',
    schema: adjustmentsForm.transform(
      (adjustments): Work =>
        async (tx, { it }) => {
          await changeAdjustments(tx, it.victimId, adjustments);
          return { done: 'adjustments' };
        },
    ),
  },
  pause: {
    part: 'pause',
    schema: pauseForm.transform(
      ({ reason, until }): Work =>
        async (tx, { it }) => {
          await pauseEverything(tx, it.victimId, reason, until);
          return { done: 'paused' };
        },
    ),
  },
  lift: {
    part: 'pause',
    schema: z
      .object({ why: z.enum(liftReasons, { error: 'hold.why.missing' }) })
      .transform(({ why }): Work => {
        return async (tx, { it }) => {
          await liftPause(tx, it.victimId);
          tx.record({ action: 'hold.lift_explained', subjectId: it.victimId, details: { why } });
          return { done: 'lifted' };
        };
      }),
  },
} satisfies Record<string, Change>;
export type ChangeName = keyof typeof changes;
