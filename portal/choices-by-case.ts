import type { OwnCase } from '#casework/case/store.server.ts';
import type { ChoiceNow } from '#casework/choice/store.server.ts';

export type ChoicesOfCase = { reference: string | null; choices: ChoiceNow[] };

/**
 * Choices that can still be answered, those of each case together. `reference` names the case where there are several,
 * and is null where nobody could mistake it.
 */
export function byCase(choices: readonly ChoiceNow[], cases: readonly OwnCase[]): ChoicesOfCase[] {
  const open = choices.filter((choice) => choice.open);
  const caseIds = [...new Set(open.map((choice) => choice.caseId))];
  const several = caseIds.filter((id) => id !== null).length > 1;
  return caseIds.map((id) => ({
    reference: several ? (cases.find((one) => one.caseId === id)?.reference ?? null) : null,
    choices: open.filter((choice) => choice.caseId === id),
  }));
}
