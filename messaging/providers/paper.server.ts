import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { languages } from '#locales/languages.ts';
import { codeOf, type Outcome, type Outgoing, type Provider } from './provider.ts';

const sheet = z.object({
  id: z.string(),
  channel: z.enum(['text', 'email', 'letter']),
  to: z.string(),
  from: z.string().nullable(),
  language: z.enum(languages),
  subject: z.string().nullable(),
  body: z.string(),
  at: z.iso.datetime(),
});
export type Paper = z.infer<typeof sheet> & { file: string };

const sheetName = /^\d{6,}\.json$/;

/** Everything written to a folder instead of leaving: one numbered file a message, any number of writers. */
export function paperProvider(folder: string): Provider {
  return {
    name: 'paper',
    submit: (outgoing) =>
      write(folder, outgoing).then(
        (file): Outcome => ({ state: 'accepted', providerId: file }),
        (error: unknown): Outcome => ({ state: 'again', code: codeOf(error), afterSeconds: null }),
      ),
    close: async () => undefined,
  };
}

/** What was written to the folder, newest first, at most `limit` of it. A folder not there yet holds nothing. */
export async function papers(folder: string, limit = 200): Promise<Paper[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = await sheetsIn(folder);
  return Promise.all(
    files.slice(0, limit).map(async (file) => {
      const written: unknown = JSON.parse(await readFile(join(folder, file), 'utf8'));
      return { ...sheet.parse(written), file };
    }),
  );
}

async function write(folder: string, outgoing: Outgoing): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `.${randomUUID()}`);
  await writeFile(draft, `${JSON.stringify(sheetOf(outgoing), null, 2)}\n`, { mode: 0o600 });
  return numbered(folder, draft).finally(() => unlink(draft));
}

// Linking gives the finished file its number in one step, and fails where renaming would overwrite.
async function numbered(folder: string, draft: string): Promise<string> {
  const [last] = await sheetsIn(folder);
  const file = `${String((last === undefined ? 0 : Number.parseInt(last, 10)) + 1).padStart(6, '0')}.json`;
  const taken = await link(draft, join(folder, file)).then(() => false, isTaken);
  return taken ? numbered(folder, draft) : file;
}

function isTaken(error: unknown): true {
  if (codeOf(error) === 'EEXIST') return true;
  throw error;
}

async function sheetsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  const numberOf = (name: string) => Number.parseInt(name, 10);
  return names.filter((name) => sheetName.test(name)).sort((one, other) => numberOf(other) - numberOf(one));
}

function sheetOf({ messageId, channel, to, from, language, subject, text }: Outgoing): z.infer<typeof sheet> {
  const at = new Date().toISOString();
  return { id: messageId, channel, to, from: from ?? null, language, subject, body: text, at };
}
