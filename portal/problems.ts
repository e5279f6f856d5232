import type { TFunction } from 'i18next';
import type { FieldError } from '#accessibility/fields/field-error.ts';

type Refused = { problems: readonly { field: string; problem: string }[] };

/**
 * What was wrong with a form, in the person's language, for the summary and the fields. A problem is a key of the
 * casework words, or of another room's as `portal:card.wrong`; one without words asks to look at the answer again.
 */
export function errorsOf(t: TFunction, refused: Refused | undefined): FieldError[] {
  return (refused?.problems ?? []).map(({ field, problem }) => ({
    field,
    message: t(problem.includes(':') ? problem : `casework:${problem}`, {
      defaultValue: t('errors.lookAgain'),
    }),
  }));
}

/** What was typed in a field that takes one value; undefined where nothing was. */
export function typedIn(
  again: { values: Record<string, string | string[]> } | undefined,
  field: string,
): string | undefined {
  return [again?.values[field] ?? []].flat()[0];
}
