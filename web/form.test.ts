import { RouterContextProvider } from 'react-router';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { languageContext } from './context.server.ts';
import { readForm } from './form.server.ts';

const schema = z.object({ name: z.string().min(2, 'name.missing'), ways: z.array(z.string()).optional() });

async function send(fields: [string, string][], secret: string[] = []) {
  const context = new RouterContextProvider();
  const request = new Request('http://heard.example/', { method: 'POST', body: new URLSearchParams(fields) });
  return { read: await readForm({ request, context }, schema, secret), context };
}

describe('a form', () => {
  it('is read once, by its one schema', async () => {
    const { read } = await send([
      ['name', 'Noor'],
      ['ways', 'text'],
      ['ways', 'email'],
    ]);
    expect(read.ok && read.value).toEqual({ name: 'Noor', ways: ['text', 'email'] });
  });

  it('that is refused gives back what was typed and one problem a field, and no secret', async () => {
    const { read } = await send(
      [
        ['name', 'N'],
        ['word', 'periwinkle'],
      ],
      ['word'],
    );
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.again.init?.status).toBe(422);
    expect(read.again.data).toEqual({
      values: { name: 'N' },
      problems: [{ field: 'name', problem: 'name.missing' }],
    });
  });

  it('that only changes the language is not judged, loses nothing, and is remembered', async () => {
    const { read, context } = await send([
      ['name', 'N'],
      ['language', 'ur'],
    ]);
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.again.init?.status).toBe(200);
    expect(read.again.data).toEqual({ values: { name: 'N' }, problems: [] });
    expect(new Headers(read.again.init?.headers).get('Set-Cookie')).toContain('__Host-l=ur');
    expect(context.get(languageContext)).toBe('ur');
  });

  it('that lost the hidden key it was shown with says so in plain words, keeps every answer and has a fresh key', async () => {
    const keyed = z.object({ key: z.uuid(), words: z.string() });
    const context = new RouterContextProvider();
    const body = new URLSearchParams({ words: 'He walks past my window.' });
    const request = new Request('http://heard.example/', { method: 'POST', body });
    const read = await readForm({ request, context }, keyed);
    if (read.ok) throw new Error('A form without its key was taken');
    const { values, problems } = read.again.data;
    expect(problems).toEqual([{ field: '', problem: 'form.stale' }]);
    expect(keyed.parse(values)).toEqual({ key: values.key, words: 'He walks past my window.' });
  });

  it('that has its key keeps it when something else is wrong, so that it is still the same form', async () => {
    const keyed = z.object({ key: z.uuid(), words: z.string().min(2, 'words.missing') });
    const key = crypto.randomUUID();
    const body = new URLSearchParams({ key, words: '' });
    const request = new Request('http://heard.example/', { method: 'POST', body });
    const read = await readForm({ request, context: new RouterContextProvider() }, keyed);
    if (read.ok) throw new Error('A form without words was taken');
    expect(read.again.data).toEqual({
      values: { key, words: '' },
      problems: [{ field: 'words', problem: 'words.missing' }],
    });
  });
});
