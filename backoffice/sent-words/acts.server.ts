import { type RouterContextProvider, redirect } from 'react-router';
import { z } from 'zod';
import { askForExample } from '#casework/template/examples.server.ts';
import { answerForm, askForm, exampleForm } from '#casework/template/form.server.ts';
import { answerWords, askAboutWords, takeWordsBack } from '#casework/template/store.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { readForm } from '#web/form.server.ts';
import { meAtDesk } from '../who.server.ts';

const acts = z.discriminatedUnion('intent', [
  askForm.extend({ intent: z.literal('ask') }),
  answerForm.extend({ intent: z.literal('answer') }),
  exampleForm.extend({ intent: z.literal('example') }),
]);
type Act = z.output<typeof acts>;

const refusals = { not_yours: 'template.email.notYours', too_many: 'template.email.tooMany' } as const;

/** What came of it, as the page it goes back to says it; or why it was refused. */
async function act(tx: Tx<StaffActor>, asked: Act): Promise<{ done: string } | { refused: string }> {
  if (asked.intent === 'ask') return { done: `asked&count=${await askAboutWords(tx, asked.words)}` };
  if (asked.intent === 'answer') {
    const { answer, requests } = asked;
    const { done, left } =
      answer === 'taken_back' ? await takeWordsBack(tx, requests) : await answerWords(tx, requests, answer);
    return { done: `${answer}&count=${done}&left=${left}` };
  }
  const said = await askForExample(tx, asked);
  return said === 'asked' ? { done: 'example' } : { refused: refusals[said] };
}

/** Does what a form about words asks for and goes back to the page it was on. */
export async function actOnWords(
  { request, context }: { request: Request; context: Readonly<RouterContextProvider> },
  page: string,
) {
  const form = await readForm({ request, context }, acts);
  if (!form.ok) return form.again;
  const came = await transactionAs(meAtDesk(context), (tx) => act(tx, form.value));
  if ('refused' in came) return form.again([{ field: 'email', problem: came.refused }]);
  return redirect(`${page}${page.includes('?') ? '&' : '?'}done=${came.done}`, 303);
}

const outcomes = ['asked', 'approved', 'refused', 'withdrawn', 'taken_back', 'example'] as const;

/** What was just done, from the address of the page it went back to; null where nothing was. */
export function justDone(url: string) {
  const { searchParams } = new URL(url);
  const done = outcomes.find((one) => one === searchParams.get('done'));
  const number = (name: string) => Math.max(0, Number.parseInt(searchParams.get(name) ?? '0', 10) || 0);
  return done ? { done, count: number('count'), left: number('left') } : null;
}
export type JustDone = NonNullable<ReturnType<typeof justDone>>;
