import { Temporal } from 'temporal-polyfill';
import { isUnder18 } from '../victim/rules.ts';

/** Who may speak for someone, each with what shows that they may. */
export const proxyKinds = ['parent', 'guardian', 'family_spokesperson', 'business_contact'] as const;
export type ProxyKind = (typeof proxyKinds)[number];

const endsAtEighteen = {
  parent: true,
  guardian: true,
  family_spokesperson: false,
  business_contact: false,
} satisfies Record<ProxyKind, boolean>;

const warnedDaysBefore = 28;
const plus = (date: string, duration: Temporal.DurationLike) =>
  Temporal.PlainDate.from(date).add(duration).toString();

export type Acting = { endsOn: string | null; endedAt: Date | null };

/** Whether someone still speaks for another on a date (YYYY-MM-DD). The day it ends is the first without them. */
export function actsOn({ endsOn, endedAt }: Acting, on: string): boolean {
  return endedAt === null && (endsOn === null || endsOn > on);
}

export type Term = { may: true; endsOn: string | null } | { may: false; problem: 'proxy.kind.adult' };

/**
 * Until when someone may speak for another: as asked, and for a child whose birth date is known no longer than to their
 * eighteenth birthday where it is a parent or guardian. Nobody is the parent of an adult here.
 */
export function termOf(
  kind: ProxyKind,
  { birthDate, asked, today }: { birthDate: string | null; asked: string | null; today: string },
): Term {
  if (!endsAtEighteen[kind] || birthDate === null) return { may: true, endsOn: asked };
  if (!isUnder18(birthDate, today)) return { may: false, problem: 'proxy.kind.adult' };
  const eighteen = plus(birthDate, { years: 18 });
  return { may: true, endsOn: asked !== null && asked < eighteen ? asked : eighteen };
}

/** The last end date of which the worker is to be warned on a date. */
export const warnedOfUntil = (today: string): string => plus(today, { days: warnedDaysBefore });
