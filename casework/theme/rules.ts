/** Where a theme comes from: what people said, or what we saw ourselves. */
export const themeSources = ['feedback', 'we_noticed'] as const;
export type ThemeSource = (typeof themeSources)[number];

/** Of how many people a theme is at least. PostgreSQL holds the same number and refuses to commit fewer. */
export const fewestPeople = 5;

/** How many people some feedback is of at least: whoever gave no name may all be one. `people` are ids, or null. */
export function peopleIn(people: readonly (string | null)[]): number {
  return new Set(people.map((it) => it ?? 'somebody')).size;
}
