import type { Adjustment, AdjustmentKind } from '#casework/adjustment/form.server.ts';
import type { Source } from '#casework/case/form.server.ts';
import type { IncidentKind } from '#casework/incident/rules.ts';
import type { IssuedCard } from '#casework/invitation/store.server.ts';
import type { Basis, EnhancedRight } from '#casework/victim/rules.ts';
import type { StaffActor, VictimActor } from '#db/transaction.server.ts';
import type { Language } from '#locales/languages.ts';
import type { StaffName } from './staff.ts';

/** Someone of the demonstration: who they are, what happened, and their story, step after step. */
export type Person = {
  name: string;
  callMe: string;
  situation: string;
  worker: StaffName;
  basis: Basis;
  birthDate: string | null;
  enhancedRights: EnhancedRight[];
  spoken: string;
  written: Language;
  mobile: string | null;
  shared: boolean;
  watched: boolean;
  email: string | null;
  address: string | null;
  adjustments: Adjustment[];
  incident: { kind: IncidentKind; daysAgo: number; children: readonly string[] } | { sameAs: string };
  received: { ago: number; wall: string; from: Source };
  word: string;
  story: Step[];
};

/** A person once they are taken on. `card` is there as soon as their story gave them one. */
export type Someone = {
  person: Person;
  worker: StaffActor;
  workerName: string;
  colleagues: Record<StaffName, { actor: StaffActor }>;
  victimId: string;
  caseId: string;
  incidentId: string;
  me: VictimActor;
  card: IssuedCard | null;
};

/** Something that happens in a story, through the door it happens at: each door has a login of its own. */
export type Step = { door: Door; play(who: Someone): Promise<void> };
export const doors = ['office', 'portal'] as const;
export type Door = (typeof doors)[number];

type Needed = 'name' | 'situation' | 'worker' | 'incident' | 'received' | 'word' | 'story';
type Told = Pick<Person, Needed> & Partial<Person>;

/** Fills in what most people of the demonstration have in common: adults, harmed themselves, who read English. */
export function someone(told: Told): Person {
  const { written = 'en' } = told;
  return {
    callMe: firstWord(told.name),
    basis: 'direct',
    birthDate: null,
    enhancedRights: [],
    spoken: written,
    written,
    mobile: null,
    shared: false,
    watched: false,
    email: null,
    address: null,
    adjustments: [],
    ...told,
  };
}

const firstWord = (name: string) => name.split(' ', 1).join();

/** Adjustments that need no note. */
export const without = (...kinds: AdjustmentKind[]): Adjustment[] =>
  kinds.map((kind) => ({ kind, note: null }));
