export const incidentKinds = [
  'violence',
  'robbery',
  'theft',
  'burglary',
  'damage',
  'harassment',
  'sexual',
  'driving',
  'antisocial',
  'other',
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** Most children that one incident is recorded with; each gets a letter of the alphabet for each victim. */
export const mostChildren = 12;

/**
 * What a victim's papers call the children of an incident: "Child A", "Child B" and so on, in the order given. The caller
 * mixes the order for each victim, so that two of them comparing letters learn nothing.
 */
export function labelsFor<T>(children: readonly T[]): { child: T; label: string }[] {
  return children.map((child, index) => ({ child, label: `Child ${String.fromCharCode(65 + index)}` }));
}
