import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Response } from 'playwright-core';
import type { Things } from './inhabitants.ts';
import type { Fields, State } from './registry/state.ts';

export type Arrival = { status: number; html: string };

/** What a registry says, with `{caseId}` and the like replaced by the ids of what the people of the suite have. */
export function withIds(text: string, things: Things): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const thing = things[name];
    if (thing === undefined) throw new Error(`${text} asks for ${name}, which nobody has`);
    return thing;
  });
}

/** Runs in the page: posts some fields to its own address, as a form would that has no checks of its own. */
function post(fields: [string, string][]): void {
  const form = document.createElement('form');
  form.method = 'post';
  for (const [name, value] of fields)
    form.append(Object.assign(document.createElement('textarea'), { name, value }));
  document.body.append(form);
  HTMLFormElement.prototype.submit.call(form);
}

const pairs = (fields: Fields) =>
  Object.entries(fields).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );

async function send(page: Page, fields: Fields): Promise<Response | null> {
  const answered = page.waitForNavigation();
  await page.evaluate(post, pairs(fields));
  return answered;
}

const withIdsInNames = (fields: Fields, things: Things): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [withIds(name, things), value]));

/** Brings a page into a state: opened, and answered by the server where something is sent from it. */
export async function arrive(
  page: Page,
  url: string,
  { sent }: Pick<State, 'sent'>,
  things: Things,
): Promise<Arrival> {
  const opened = await page.goto(url);
  await awake(page);
  const answer = sent ? await send(page, withIdsInNames(sent, things)) : opened;
  if (!answer) throw new Error(`${url} did not answer`);
  await awake(page);
  return { status: answer.status(), html: await answer.text() };
}

/** Runs in the page: whether it has come to life, or has no scripts of React's that could bring it there. */
function isAwake(): boolean {
  const main = document.querySelector('main') ?? document.body;
  const hasReact = Object.keys(main).some((key) => key.startsWith('__react'));
  return hasReact || !document.querySelector('script[type=module]');
}

/**
 * Waits until a page that brings scripts of React's has come to life, so that what they break is seen. It asks the page
 * itself: Playwright's own way to wait brings so much script along that it costs as much as the page.
 */
async function awake(page: Page): Promise<void> {
  const patience = Date.now() + 30_000;
  while (!(await page.evaluate(isAwake))) {
    if (Date.now() > patience) throw new Error(`${page.url()} never came to life`);
    await pause(20);
  }
}
