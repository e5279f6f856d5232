export const decisionKinds = ['panel', 'pre_sentence_report', 'out_of_court', 'restorative_process'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** A decision as far as words for it matter: by which day (YYYY-MM-DD) they are needed, and whether it was held. */
export type Coming = { kind: DecisionKind; wordsNeededBy: string; heldAt: Date | null };

/** The decision that needs words first, of those that are still to come and whose day has not passed; or null. */
export function nextNeeded<D extends Coming>(decisions: readonly D[], today: string): D | null {
  const open = decisions.filter(({ wordsNeededBy, heldAt }) => heldAt === null && wordsNeededBy >= today);
  const [first] = open.toSorted((a, b) => (a.wordsNeededBy < b.wordsNeededBy ? -1 : 1));
  return first ?? null;
}
