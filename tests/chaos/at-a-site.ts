import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Site as SiteName } from '../../bin/build.ts';
import { sendingsOn } from '../support/every-route/forms.ts';
import type { KeptRunning } from './kept-running.ts';

export type Fields = [name: string, value: string][];
export type Answer = { status: number; location: string; html: string };

/** A site as those outside reach it, by whichever of its processes listens. */
export type Site = {
  of: SiteName;
  host: string;
  processes: KeptRunning;
  requests: number;
  /** How many forms it said it had kept. */
  told: number;
  /** How many requests it left unanswered or answered with a fault, by which, of a form that was sent or of a page. */
  met: Record<string, number>;
  /** The keys of forms among them, and when that was. */
  untold: { key: string; at: Date }[];
};

export const siteAt = (of: SiteName, host: string, processes: KeptRunning): Site => ({
  ...{ of, host, processes, requests: 0, told: 0, met: {}, untold: [] },
});

const agent = new Agent({ connections: 16, headersTimeout: 20_000 });

/**
 * Asks until it is answered. Whatever met the end of a process, or a database away, is asked again just as it was: a form's
 * own key says that it is the same one.
 */
export async function asked(site: Site, cookie: string, path: string, fields?: Fields): Promise<Answer> {
  let last: Answer | null = null;
  for (let times = 0; times < 1200; times += 1) {
    last = await askOnce(site, cookie, path, fields);
    if (fields && last?.status === 303) site.told += 1;
    if (last && last.status < 500) return last;
    const key = new Map(fields).get('key');
    if (key) site.untold.push({ key, at: new Date() });
    const how = `${fields ? 'form' : 'page'}, ${last?.status ?? 'unanswered'}`;
    site.met[how] = (site.met[how] ?? 0) + 1;
    await pause(50 + Math.random() * 100);
  }
  throw new Error(`${path} was answered ${last?.status} and no better, however often`);
}

async function askOnce(site: Site, cookie: string, path: string, fields?: Fields): Promise<Answer | null> {
  const door = await doorOf(site);
  site.requests += 1;
  const asking = request(`${door}${path}`, {
    dispatcher: agent,
    method: fields ? 'POST' : 'GET',
    headers: {
      ...{ host: site.host, cookie, 'accept-language': 'en' },
      ...(fields && {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      }),
    },
    body: fields ? new URLSearchParams(fields).toString() : null,
  });
  const answered = asking.then(async ({ statusCode, headers, body }) => ({
    status: statusCode,
    location: String(headers.location ?? ''),
    html: await body.text(),
  }));
  return answered.then(
    (whole) => whole,
    () => null,
  );
}

async function doorOf({ processes }: Site): Promise<string> {
  for (let waited = 0; waited < 60_000; waited += 20) {
    const listening = processes.all().filter(({ listens }) => listens);
    const one = listening[Math.floor(Math.random() * listening.length)];
    if (one) return one.url;
    await pause(20);
  }
  throw new Error('Nobody opened for a minute');
}

/** What the form of a page sends that has this field, and this value of it where one is named; null where there is none. */
export function formWith({ html }: Answer, path: string, name: string, value?: string): Fields | null {
  const has = (fields: Fields) => fields.some((one) => one[0] === name && (!value || one[1] === value));
  return sendingsOn(html, path).find(({ fields }) => has(fields))?.fields ?? null;
}
