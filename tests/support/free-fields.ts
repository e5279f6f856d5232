import { globSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from './source-tree.ts';

/** Something people may write words of their own into; `read` is what its form makes of what was typed there. */
export type FreeField = { name: string; read(typed: string): string | null };

// One for fields that take little, one for those that want more.
const probes = ['<b>canary', '<b>canary</b> and some more'];

/** What a field keeps of what is typed, if it keeps words at all and takes these. */
function readBy(schema: z.ZodType, typed: string): string | null {
  const parsed = schema.safeParse(typed);
  const kept = parsed.success ? [parsed.data].flat() : [];
  return kept.every((one) => typeof one === 'string') && kept.length > 0 ? kept.join(' ') : null;
}

type Within = [name: string, schema: unknown][];

const fieldsOf = (shape: object): Within => Object.entries(shape);

/** What a schema is made of, by the names of its fields; null for what has none: a field itself. */
function within(schema: unknown): Within | null {
  if (schema instanceof z.ZodObject)
    return [
      ...fieldsOf(schema.shape),
      ...(schema.def.catchall ? [['*', schema.def.catchall] as Within[0]] : []),
    ];
  if (schema instanceof z.ZodRecord) return [['*', schema.valueType]];
  if (schema instanceof z.ZodIntersection)
    return [
      ['', schema.def.left],
      ['', schema.def.right],
    ];
  if (schema instanceof z.ZodDiscriminatedUnion)
    return schema.options.map((option): Within[0] => ['', option]);
  if (schema instanceof z.ZodPipe)
    return within(schema.in instanceof z.ZodTransform ? schema.out : schema.in);
  return null;
}

function freeIn(name: string, schema: unknown): FreeField[] {
  const parts = within(schema);
  if (parts) return parts.flatMap(([part, of]) => freeIn(part ? `${name}.${part}` : name, of));
  if (!(schema instanceof z.ZodType)) return [];
  const takesAnything = schema instanceof z.ZodUnknown;
  const isFree = takesAnything || probes.some((probe) => readBy(schema, probe)?.includes('canary'));
  return isFree ? [{ name, read: (typed) => (takesAnything ? typed : readBy(schema, typed)) }] : [];
}

/** Every field of every form that takes words of one's own, found by trying: no list that somebody has to keep. */
export async function freeFields(): Promise<FreeField[]> {
  const found: FreeField[] = [];
  for (const file of globSync('casework/*/form.server.ts', { cwd: root }).toSorted()) {
    const [, noun = ''] = file.split('/');
    const forms: Record<string, unknown> = await import(join(root, file));
    for (const [form, schema] of Object.entries(forms)) found.push(...freeIn(`${noun} ${form}`, schema));
  }
  return found.filter(({ name }, at) => found.findIndex((one) => one.name === name) === at);
}
