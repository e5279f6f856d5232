import type { TFunction } from 'i18next';

const channels = ['text', 'email', 'letter'] as const;
type Gone = { channel: (typeof channels)[number] };
export type StoppedCounts = Record<(typeof channels)[number], { stopped: number; left: number }>;

const count = (all: readonly Gone[], channel: string) => all.filter((one) => one.channel === channel).length;

/** What was stopped and what had already gone, as a query of bare numbers: `text=1.0&email=0.0&letter=0.0`. */
export function stoppedQuery({ stopped, left }: { stopped: readonly Gone[]; left: readonly Gone[] }): string {
  return channels.map((one) => `${one}=${count(stopped, one)}.${count(left, one)}`).join('&');
}

/** Reads that query back; anything else in it counts as nothing. */
export function stoppedFrom(query: URLSearchParams): StoppedCounts {
  const read = (channel: string) => {
    const [, stopped, left] = /^(\d{1,3})\.(\d{1,3})$/.exec(query.get(channel) ?? '0.0') ?? [];
    return { stopped: Number(stopped ?? 0), left: Number(left ?? 0) };
  };
  return { text: read('text'), email: read('email'), letter: read('letter') };
}

/** In words, a sentence each: what we stopped, then what had already gone. */
export function stoppedInWords(t: TFunction, counts: StoppedCounts): string[] {
  const said = (what: 'stopped' | 'left') =>
    channels
      .filter((channel) => counts[channel][what] > 0)
      .map((channel) => t(`done.${what}.${channel}`, { count: counts[channel][what] }));
  const [stopped, left] = [said('stopped'), said('left')];
  if (stopped.length === 0 && left.length === 0) return [t('done.nothingWaiting')];
  return [
    ...(stopped.length > 0 ? stopped : [t('done.noneStopped')]),
    ...(left.length > 0 ? left : [t('done.noneLeft')]),
  ];
}

/** How many copies of their words had gone, of a query that says so; anything else in it counts as none. */
export const copiesFrom = (query: URLSearchParams): number =>
  Number(/^\d{1,3}$/.exec(query.get('copies') ?? '')?.[0] ?? 0);
