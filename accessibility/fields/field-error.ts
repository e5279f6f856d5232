/** `field` is empty where the whole page is meant. */
export type FieldError = { field: string; message: string };

/** What is wrong with one field, in words the person can act on, or undefined. */
export function errorAt(errors: readonly FieldError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}

/** The ids of what is written around a control, for aria-describedby; undefined when nothing is. */
export function describedBy(field: string, hint: string | undefined, error: string | undefined) {
  const ids = [hint && `${field}-hint`, error && `${field}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
