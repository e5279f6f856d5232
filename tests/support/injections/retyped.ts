import type { Page } from 'playwright-core';

/** One form of a page with the names of its boxes for words. */
export type Boxes = { form: number; boxes: string[]; method: string };

/** Runs in the page: its forms that take words. */
function formsHere(): Boxes[] {
  const isBox = (it: Element) =>
    it instanceof HTMLTextAreaElement ||
    (it instanceof HTMLInputElement &&
      ['text', 'search', 'email', 'tel', 'password', 'url'].includes(it.type));
  return [...document.forms].flatMap((form, at) => {
    const names = [...form.elements].filter(isBox).map((box) => box.getAttribute('name') ?? '');
    const boxes = [...new Set(names.filter(Boolean))];
    return boxes.length > 0 ? [{ form: at, boxes, method: form.method }] : [];
  });
}

export const formsOn = (page: Page): Promise<Boxes[]> => page.evaluate(formsHere);

type Typing = { form: number; typed: [name: string, value: string][] };

/** Runs in the page: sends one of its forms as its first button would, with these words in its boxes. */
function sendForm({ form: at, typed }: Typing): void {
  const form = document.forms[at];
  if (!form) return;
  const button = form.querySelector<HTMLButtonElement>('button:not([formaction])');
  const fields = new FormData(form, button);
  const copy = Object.assign(document.createElement('form'), { method: form.method, action: form.action });
  for (const [name, value] of typed) fields.set(name, value);
  for (const [name, value] of fields)
    if (typeof value === 'string')
      copy.append(Object.assign(document.createElement('textarea'), { name, value }));
  document.body.append(copy);
  HTMLFormElement.prototype.submit.call(copy);
}

/** Sends a form of the page with words in its boxes; gives back the status of the page that came of it. */
export async function typeInto(page: Page, typing: Typing): Promise<number> {
  const answered = page.waitForResponse(
    (response) =>
      response.request().isNavigationRequest() && (response.status() < 300 || response.status() > 399),
  );
  await Promise.all([answered, page.waitForEvent('load'), page.evaluate(sendForm, typing)]);
  return (await answered).status();
}
