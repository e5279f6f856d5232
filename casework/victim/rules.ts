import { Temporal } from 'temporal-polyfill';

/** Why someone is a victim under the Victims' Code. */
export const bases = [
  'direct',
  'witness',
  'bereaved_family',
  'parent_of_child',
  'child_of_domestic_abuse',
  'born_of_crime',
  'business_contact',
] as const;
export type Basis = (typeof bases)[number];

export const enhancedRights = [
  'vulnerable',
  'intimidated',
  'persistently_targeted',
  'most_serious_crime',
] as const;
export type EnhancedRight = (typeof enhancedRights)[number];

const adultAt = 18;

/** Whether someone born on a date (YYYY-MM-DD) is under eighteen on another. A birthday counts from its first minute. */
export function isUnder18(birthDate: string, on: string): boolean {
  const adultOn = Temporal.PlainDate.from(birthDate).add({ years: adultAt });
  return Temporal.PlainDate.compare(adultOn, Temporal.PlainDate.from(on)) > 0;
}

/** The enhanced rights someone has: those found, and as a vulnerable person whoever is under eighteen (Victims' Code). */
export function rightsOf(found: readonly EnhancedRight[], under18: boolean): EnhancedRight[] {
  return [...new Set(under18 ? ['vulnerable' as const, ...found] : found)];
}
