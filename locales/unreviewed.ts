import ar from './ar/_review.json' with { type: 'json' };
import cy from './cy/_review.json' with { type: 'json' };
import type { Language } from './languages.ts';
import pl from './pl/_review.json' with { type: 'json' };
import ur from './ur/_review.json' with { type: 'json' };

type Review = Record<string, Record<string, { state: string }>>;

const anyMachine = (review: Review) =>
  Object.values(review).some((room) => Object.values(room).some(({ state }) => state === 'machine'));

/** The languages in which some words on the page were drafted by a machine and checked by no one. */
export const unreviewed: Record<Language, boolean> = {
  en: false,
  cy: anyMachine(cy),
  pl: anyMachine(pl),
  ur: anyMachine(ur),
  ar: anyMachine(ar),
};
