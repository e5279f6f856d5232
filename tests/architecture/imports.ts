import { dirname, posix } from 'node:path';

const forms = [
  /\b(?:import|export)\s+(?:type\s+)?[\w$*{][^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g,
  /\bimport\s*['"]([^'"]+)['"]/g,
  /\b(?:import|require|importActual|resolve)\s*\(\s*['"`]([^'"`]+)['"`]/g,
];
const doors: Record<string, string> = {
  '#environment': 'environment.server.ts',
  '#log': 'log.server.ts',
};

/** Every module a source names: static, re-exported, for its side effects, dynamic, in a type. */
export function specifiersIn(text: string): string[] {
  return forms.flatMap((form) => Array.from(text.matchAll(form), ([, specifier = '']) => specifier));
}

/** Whether a source imports something it computes, which no table of doors can judge. */
export const importsSomethingComputed = (text: string): boolean => /\bimport\s*\(\s*[^'"`\s)]/.test(text);

/** The path from the root of the house a specifier leads to, or undefined for a package or a generated type. */
export function pathOf(specifier: string, from: string): string | undefined {
  const [plain = ''] = specifier.split('?');
  if (plain.includes('/+types/')) return undefined;
  if (plain.startsWith('#')) return doors[plain] ?? plain.slice(1);
  if (!plain.startsWith('.')) return undefined;
  return posix.join(dirname(from), plain);
}

/** The package a specifier names (`@scope/name` or `name`), or undefined when it leads into the house. */
export function packageOf(specifier: string): string | undefined {
  if (/^[.#]/.test(specifier) || specifier.includes('${')) return undefined;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}
