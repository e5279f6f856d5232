import { guideOf } from '#casework/statement/rules.ts';

/** A word that stands nowhere but in one text; short, so that no paper breaks it. */
const canary = () => `zq${Math.random().toString(36).slice(2, 8).padEnd(6, 'x')}`;

/** What a statement of these people may be cut to, for whoever types nothing better. */
export const typedByOthers = 'Somebody else wrote this.';

const draft = [...guideOf('impact'), 'free', 'beside'] as const;
const spoken = ['sent', 'withdrawn', 'toConfirm', 'cutFrom'] as const;
const passedOn = ['proposed', 'approved', 'notMyWorker'] as const;
export type Spoken = (typeof spoken)[number];
export type PassedOn = (typeof passedOn)[number];

const marked = <K extends string>(names: readonly K[]) =>
  Object.fromEntries(names.map((name) => [name, canary()])) as Record<K, string>;

/** A canary for each text somebody wrote that is not everybody's, by what became of it. */
export const canaries = {
  /** Each question of the guide, what is written freely, and what a second page sent. */
  draft: marked(draft),
  spoken: marked(spoken),
  passedOn: marked(passedOn),
};
export type Kind = 'draft' | Spoken | PassedOn;

const kinds: [canary: string, kind: Kind][] = [
  ...Object.values(canaries.draft).map((it): [string, Kind] => [it, 'draft']),
  ...spoken.map((name): [string, Kind] => [canaries.spoken[name], name]),
  ...passedOn.map((name): [string, Kind] => [canaries.passedOn[name], name]),
];

/** Of which texts something stands in this, in whatever letters. */
export function kindsIn(text: string): Kind[] {
  const low = text.toLowerCase();
  return [...new Set(kinds.filter(([it]) => low.includes(it)).map(([, kind]) => kind))];
}
