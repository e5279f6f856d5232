import type { TFunction } from 'i18next';
import type { FieldError } from '#accessibility/fields/field-error.ts';

type Refused = { problems: readonly { field: string; problem: string }[] };

/** What was wrong with a form, in words, for the summary and the fields. A problem is a key of the casework words. */
export function errorsOf(t: TFunction, refused: Refused | undefined): FieldError[] {
  return (refused?.problems ?? []).map(({ field, problem }) => ({
    field,
    message: t(`casework:${problem}`, { defaultValue: t('form.lookAgain') }),
  }));
}
