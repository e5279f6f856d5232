import type { FormValues } from '#web/form.server.ts';

/** What was typed into a field that has one value; undefined where the form was never sent. */
export function typedIn(values: FormValues | undefined, name: string): string | undefined {
  const value = values?.[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The same as plain text: empty where nothing was typed. */
export function textIn(values: FormValues | undefined, name: string): string {
  const [text = ''] = [typedIn(values, name)];
  return text.trim();
}

/** What was chosen in a field that may have several values. */
export function chosenIn(values: FormValues | undefined, name: string): string[] {
  return [values?.[name]].flat().filter((value): value is string => value !== undefined && value !== '');
}
