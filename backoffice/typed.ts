import type { FormValues } from '#web/form.server.ts';

/** What was typed into a field that has one value; undefined where the form was never sent. */
export function typedIn(values: FormValues | undefined, name: string): string | undefined {
  const value = values?.[name];
  return Array.isArray(value) ? value[0] : value;
}

/** What was chosen in a field that may have several values. */
export function chosenIn(values: FormValues | undefined, name: string): string[] {
  return [values?.[name] ?? []].flat().filter((value) => value !== '');
}
