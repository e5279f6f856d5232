import type { FormValues } from '#web/form.server.ts';

/** What a form shows in its fields: as typed after a refusal, otherwise what the page begins with. */
export type ValuesShown = { one: (field: string) => string; several: (field: string) => string[] };

/** `again` is what an action gave back, `first` what the fields hold before anyone has typed. */
export function formValues(again: { values: FormValues } | undefined, first: FormValues): ValuesShown {
  const values = again?.values ?? first;
  const several = (field: string) => [values[field] ?? []].flat();
  return { several, one: (field) => several(field)[0] ?? '' };
}
