import type { BrowserContext, Page } from 'playwright-core';
import { canary } from './corpus.ts';

/** What a page did that no words may make it do: one line each. */
export type Doings = string[];

/** Runs in every page before it does: whatever asks a person something, and whatever the page's policy refused, tells. */
function tellTales(call: string): void {
  const tell: (what: string) => void = Reflect.get(globalThis, call);
  for (const asking of ['alert', 'confirm', 'prompt', 'print'])
    Reflect.set(globalThis, asking, (said: unknown) => tell(`${asking}: ${said}`));
  addEventListener(
    'securitypolicyviolation',
    (event) => tell(`policy: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`),
    true,
  );
}

/** Watches a browser from now on: canaries that run, questions, refusals of a policy, and whatever is asked of another host. */
export async function watched(context: BrowserContext, home: string): Promise<Doings> {
  const doings: Doings = [];
  await context.exposeBinding(canary.call, (_, what) => void doings.push(`ran: ${what}`));
  await context.addInitScript(tellTales, canary.call);
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !/^(data|blob|about):/.test(url)) doings.push(`asked: ${url}`);
  });
  context.on('dialog', (dialog) => {
    doings.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('page', (page) => {
    if (context.pages().length > 1) doings.push(`opened: ${page.url()}`);
  });
  return doings;
}

type Read = { text: string; acting: string[] };

/** Runs in the page: all it says, shown or to be sent, and what stands on it that acts or leads away. */
function readOff(host: string): Read {
  const words: string[] = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let before: Element | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.closest('script,style')) continue;
    const block = node.parentElement?.closest('p,li,dd,dt,td,th,div,h1,h2,h3,label,option,a') ?? null;
    words.push(block === before ? '' : '\n', node.nodeValue ?? '');
    before = block;
  }
  const acting: string[] = [];
  for (const element of document.querySelectorAll('*'))
    for (const { name, value } of element.attributes) {
      if (['value', 'title', 'aria-label', 'lang'].includes(name)) words.push(`\n${value}\n`);
      const leads = ['href', 'src', 'action', 'formaction', 'srcset', 'data', 'poster', 'ping'].includes(
        name,
      );
      const away =
        leads && (/^\s*(javascript|data:text|vbscript)/i.test(value) || value.startsWith(`//${host}`));
      if (name.startsWith('on') || name === 'srcdoc' || away)
        acting.push(`${element.tagName} ${name}=${value}`);
    }
  for (const box of document.querySelectorAll('textarea')) words.push(`\n${box.value}\n`);
  for (const element of document.querySelectorAll('iframe,object,embed,base,marquee,video,audio,math'))
    acting.push(element.tagName);
  return { text: words.join(''), acting };
}

/** Everything a page says, and whatever on it acts that a page of ours never has. */
export const readPage = (page: Page): Promise<Read> => page.evaluate(readOff, canary.host);
