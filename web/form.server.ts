import { randomUUID } from 'node:crypto';
import { data, type RouterContextProvider } from 'react-router';
import type { z } from 'zod';
import { languageContext } from './context.server.ts';
import { cookieNames, setCookie } from './cookies.server.ts';
import { languageFrom } from './language.server.ts';

/** `field` is empty where the problem is the page's and no field's. */
export type FieldProblem = { field: string; problem: string };
export type FormValues = Record<string, string | string[]>;
/** What a page shows again: what was typed, and what to do about it. `problem` is an i18n key. */
export type FormAgain = { values: FormValues; problems: FieldProblem[] };

type Read<T> =
  | {
      ok: true;
      value: T;
      values: FormValues;
      again: (problems: FieldProblem[]) => ReturnType<typeof answerAgain>;
    }
  | { ok: false; again: ReturnType<typeof answerAgain> };

function answerAgain(again: FormAgain, init: { status: number; headers?: HeadersInit }) {
  return data(again, init);
}

/** The fields of a form as typed: one value a string, several an array, in the order they were posted. */
export function valuesOf(form: FormData): FormValues {
  const values: FormValues = {};
  for (const name of new Set(form.keys())) {
    const all = form.getAll(name).filter((value) => typeof value === 'string');
    values[name] = all.length > 1 ? all : (all[0] ?? '');
  }
  return values;
}

/**
 * Reads a posted form by its one schema. Wrong input is answered 422 with the person's own words and a problem a field;
 * a press on the language list is answered with the same page and the same words in the other language.
 * `secret` fields are never given back. A hidden `key` that was lost is made afresh, so that sending again is enough.
 */
export async function readForm<S extends z.ZodType>(
  { request, context }: { request: Request; context: Readonly<RouterContextProvider> },
  schema: S,
  secret: readonly string[] = [],
): Promise<Read<z.output<S>>> {
  const { language, ...typed } = valuesOf(await request.formData());
  const values = Object.fromEntries(Object.entries(typed).filter(([name]) => !secret.includes(name)));
  const other = languageFrom(typeof language === 'string' ? language : null);
  if (other) {
    context.set(languageContext, other);
    const headers = { 'Set-Cookie': setCookie(cookieNames.language, other) };
    return { ok: false, again: answerAgain({ values, problems: [] }, { status: 200, headers }) };
  }
  const parsed = schema.safeParse(typed);
  const again = (problems: FieldProblem[]) => answerAgain({ values, problems }, { status: 422 });
  if (parsed.success) return { ok: true, value: parsed.data, values, again };
  const problems = parsed.error.issues.map((issue) => ({
    field: String(issue.path[0] ?? ''),
    problem: issue.message,
  }));
  const first = problems.filter(
    (it, index) => problems.findIndex(({ field }) => field === it.field) === index,
  );
  if (!first.some(({ field }) => field === 'key')) return { ok: false, again: again(first) };
  const stale = first.map((it) => (it.field === 'key' ? { field: '', problem: 'form.stale' } : it));
  const fresh = { ...values, key: randomUUID() };
  return { ok: false, again: answerAgain({ values: fresh, problems: stale }, { status: 422 }) };
}
