import { data, type RouterContextProvider, redirect } from 'react-router';
import { z } from 'zod';
import { type Capacity, capacities } from '#casework/choice/rules.ts';
import { formatOf } from '#casework/phone-call/store.server.ts';
import { meOf } from '#casework/staff/store.server.ts';
import { audiencesForm, takenDownForm } from '#casework/statement/form.server.ts';
import { countWords } from '#casework/statement/rules.ts';
import { confirmStatement, takeDownStatement } from '#casework/statement/store.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { endonyms, type Language, languages } from '#locales/languages.ts';
import { type FormAgain, readForm, valuesOf } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import { caseHere } from '../case-here.server.ts';
import { languageName } from '../contact-rules.server.ts';
import { notThereAs404 } from '../not-there.server.ts';
import { readIn, speakersNow } from '../phone/call.server.ts';
import { textIn } from '../typed.ts';
import { meAtDesk } from '../who.server.ts';
import { viewReadOut, viewsAloud } from './aloud.server.ts';
import { wordsNeeded } from './needed.server.ts';

type Asked = { request: Request; params: { id?: string }; context: Readonly<RouterContextProvider> };

/** Everything the page needs on which someone's words are taken down. */
export async function takeDownPage(tx: Tx<StaffActor>, param: string | undefined) {
  const { it, shown, rules } = await caseHere(tx, param);
  const { languageWritten } = rules.preference;
  const language = await readIn(tx, languageWritten);
  return {
    ...{ shown, language, languageName: endonyms[language] },
    onlyEnglish: language === languageWritten ? null : languageName(languageWritten),
    aloud: viewsAloud(language, (await meOf(tx)).firstName),
    languages: languages.map((value) => ({ value, label: languageName(value) })),
    speakers: (await speakersNow(tx, it.victimId)).map(({ kind, name }) => ({ kind, name })),
    needed: await wordsNeeded(tx, it.caseId),
    key: crypto.randomUUID(),
  };
}
export type TakeDownPage = Awaited<ReturnType<typeof takeDownPage>>;

/** What the page shows after a press: what was typed and, to be read back, how many words it is. */
export type AfterTakeDown = FormAgain & { readBack?: { words: number } };

const besides = z.object({ key: z.uuid(), saidIn: z.enum(languages).default('en') });

/** What is posted: the words, who may hear them, and in which words that was asked. */
const postedBy = (speaking: readonly Capacity[]) =>
  z
    .intersection(
      z.intersection(takenDownForm, besides),
      audiencesForm.transform((answers) => ({ answers })),
    )
    .refine(({ capacity }) => speaking.includes(capacity), {
      path: ['capacity'],
      message: 'phoneCall.answeredAs.notNow',
    });
type Posted = z.output<ReturnType<typeof postedBy>>;

async function speakingFor(me: StaffActor, param: string | undefined): Promise<readonly Capacity[]> {
  const kinds = await transactionAs(me, async (tx) => {
    const { it } = await caseHere(tx, param);
    return (await speakersNow(tx, it.victimId)).map(({ kind }) => kind);
  });
  return capacities.filter((one) => one === 'self' || kinds.some((kind) => kind === one));
}

async function keep(tx: Tx<StaffActor>, caseId: string, { saidIn, answers, ...said }: Posted) {
  const { firstName } = await meOf(tx);
  const language: Language = await readIn(tx, saidIn);
  const { how, capacity: answeredAs } = said;
  return takeDownStatement(tx, caseId, {
    ...said,
    answers: answers.map((one) => ({ ...one, words: viewReadOut(language, one.audience, firstName) })),
    asked: { how, askedBy: tx.actor.staffId, answeredAs, language, format: formatOf(how) },
  });
}

const isSpoken = ({ how }: Posted) => how === 'phone' || how === 'visit';

/** Every press on the page: read back, change something, keep it as read back or for the person to confirm. */
export async function takeDownAction({ request, params, context }: Asked) {
  const me = meAtDesk(context);
  const typed = valuesOf(await request.clone().formData());
  const intent = textIn(typed, 'intent');
  if (intent === 'change') return data<AfterTakeDown>({ values: typed, problems: [] });
  const form = await readForm({ request, context }, postedBy(await speakingFor(me, params.id)));
  if (!form.ok) return form.again;
  const { value, values } = form;
  if (intent !== 'to_confirm' && intent !== 'read_back') {
    const readBack = { words: countWords(value.words) };
    return data<AfterTakeDown>({ values: { ...values, words: value.words }, problems: [], readBack });
  }
  // What came on paper was not said in anybody's hearing: it is theirs to confirm.
  const done = intent === 'read_back' && isSpoken(value) ? 'sent' : 'to_confirm';
  const keeping = transactionAs(me, async (tx) => {
    const { it } = await caseHere(tx, params.id);
    return once(tx, value.key, async () => {
      const { statementId } = await keep(tx, it.caseId, value);
      if (done === 'sent') await confirmStatement(tx, statementId);
      return `/statements/${statementId}?done=${done}`;
    });
  });
  return redirect(await notThereAs404(keeping), 303);
}
