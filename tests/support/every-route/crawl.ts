import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Site } from '../../accessibility/registry/manifest.ts';
import { nobodys } from './addresses.ts';
import { type Answer, type Asker, ask, type Sending } from './asking.ts';
import { type Kind, kindsIn, typedByOthers } from './canaries.ts';
import { sendingsOn, signatureOf } from './forms.ts';

/** A text of somebody's that an answer gave somebody else, or themselves, to read. */
export type Read = { kind: Kind; by: Asker; path: string };

function textOf(pdf: Buffer): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const reader = execFile('pdftotext', ['-', '-'], { encoding: 'utf8' }, (error, text) =>
    error ? reject(error) : resolve(text),
  );
  reader.stdin?.end(pdf);
  return promise;
}

/** Which texts an answer gives to read: in its headers, as they stand and as they are meant, and its body, papers included. */
export async function kindsSaid({ headers, type, bytes }: Answer): Promise<Kind[]> {
  const body = type.includes('pdf') && bytes.length > 0 ? await textOf(bytes) : bytes.toString();
  return kindsIn(`${headers}\n${body}`);
}

const anyId = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** An answer without what is another each time: an id or a number in an address, and a nonce. */
export const same = ({ status, bytes }: Answer): string =>
  `${status} ${bytes
    .toString()
    .replaceAll(anyId, ':id')
    .replaceAll(/\/\d+\b/g, '/:number')
    .replaceAll(/nonce="[^"]*"|"nonce","[^"]*"/g, '')
    .replaceAll(/\\"nonce\\",\\"[^"]*"/g, '')}`;

/** The same address of something that is nobody's. */
export const onNobodys = (path: string, site: Site): string =>
  site === 'portal' ? path.replaceAll(/\/\d+/g, '/77') : path.replaceAll(anyId, nobodys);

/** Does some work for all, a few at a time: a site has a promise to keep about how long anybody waits. */
export async function fewAtATime<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const take = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) await work(one);
  };
  await Promise.all([take(), take(), take()]);
}

/** What came of asking for everything: how many requests, who read what, every answer, and every form there was to send. */
export type Asked = {
  requests: number;
  reads: Read[];
  broken: string[];
  answers: Map<string, string>;
  sendings: Map<string, Sending>;
};

export const answerOf = ({ answers }: Asked, by: Asker, path: string) => answers.get(`${by.name} ${path}`);

/** Has everybody ask for every address. Of forms that are alike the first is kept, and each that names something in `apart`. */
export async function askForAll(
  url: string,
  askers: readonly Asker[],
  paths: readonly string[],
  apart: readonly string[] = [],
  method: 'GET' | 'HEAD' = 'GET',
): Promise<Asked> {
  const asked: Asked = { requests: 0, reads: [], broken: [], answers: new Map(), sendings: new Map() };
  const pairs = askers.flatMap((by) => paths.map((path) => ({ by, path, forms: [] as Sending[] })));
  await fewAtATime(pairs, async (pair) => {
    const { by, path } = pair;
    const answer = await ask(url, by, { method, path });
    asked.requests += 1;
    asked.answers.set(`${by.name} ${path}`, same(answer));
    if (answer.status >= 500) asked.broken.push(`${by.name} ${path}: ${answer.status}`);
    for (const kind of await kindsSaid(answer)) asked.reads.push({ kind, by, path });
    pair.forms = formsOn(answer, path);
  });
  for (const { forms } of pairs) gather(asked.sendings, forms, apart);
  return asked;
}

/** Every way to send the forms of a page. What their owner had written goes with none of them. */
export function formsOn({ type, bytes }: Answer, path: string): Sending[] {
  if (!type.startsWith('text/html')) return [];
  return sendingsOn(bytes.toString(), path).map((one) => ({
    ...one,
    fields: one.fields.map(([name, value]) => [name, kindsIn(value).length > 0 ? typedByOthers : value]),
  }));
}

/** Adds forms to those there are to send, and gives back what was added. */
export function gather(
  sendings: Map<string, Sending>,
  forms: readonly Sending[],
  apart: readonly string[],
): Sending[] {
  const added: Sending[] = [];
  for (const form of forms) {
    const signature = signatureOf(form);
    const named = apart.find((id) => form.path.includes(id)) ?? '';
    const key = `${named} ${signature}`;
    if (
      sendings.has(key) ||
      (named === '' && [...sendings.keys()].some((it) => it.endsWith(` ${signature}`)))
    )
      continue;
    sendings.set(key, form);
    added.push(form);
  }
  return added;
}

/** Sends what a form holds, as if its page had just been shown. */
export function post(url: string, asker: Asker, sending: Sending): Promise<Answer> {
  const fields = sending.fields.map(([name, value]): [string, string] => [
    name,
    name === 'key' ? randomUUID() : value,
  ]);
  return ask(url, asker, { method: 'POST', path: sending.path, sent: { ...sending, fields } });
}
