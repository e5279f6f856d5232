import pino from 'pino';
import { environment } from '#environment';

// By allow-list: whatever is not named here does not reach the log, so a name, number or word of anyone's cannot.
const plainFields = [
  'port',
  'path',
  'status',
  'ms',
  'service',
  'count',
  'state',
  'kind',
  'provider',
  'code',
  'run',
  'head',
  'sequence',
] as const;
type PlainField = (typeof plainFields)[number];
type Fields = Partial<Record<PlainField, string | number | boolean | null>> & { error?: unknown };

// An error's own words may quote a value; its name and the place it came from may not.
function withoutWords(error: unknown): { name: string; code: string | null; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, code: null, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { name: error.name, code, at: frames.slice(0, 6).map((line) => line.trim()) };
}

const lines = pino({ level: environment.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });

function allowed({ error, ...fields }: Fields): Record<string, unknown> {
  const plain = Object.fromEntries(
    plainFields.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]),
  );
  return error === undefined ? plain : { ...plain, error: withoutWords(error) };
}

/** The log of a process: a fixed sentence and the few fields that can hold nothing of anyone's. */
export const log = {
  info: (fields: Fields, sentence: string) => lines.info(allowed(fields), sentence),
  warn: (fields: Fields, sentence: string) => lines.warn(allowed(fields), sentence),
  error: (fields: Fields, sentence: string) => lines.error(allowed(fields), sentence),
};
