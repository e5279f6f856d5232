import { type RouterContextProvider, redirect } from 'react-router';
import { aboutForm, batchForm, type NewBatch } from '#casework/batch/form.server.ts';
import { happenedInIncident, peopleAsked, shutInIncident } from '#casework/batch/people.server.ts';
import { batchKindOf } from '#casework/batch/rules.ts';
import { saveBatch } from '#casework/batch/save.server.ts';
import { caseOf } from '#casework/case/store.server.ts';
import { type MilestoneKind, milestones } from '#casework/milestone/rules.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { directionOf, type Language, languages } from '#locales/languages.ts';
import { type FieldProblem, type FormAgain, type FormValues, readForm } from '#web/form.server.ts';
import { once } from '#web/once.server.ts';
import { languageName } from '../contact-rules.server.ts';
import { dayOf } from '../moments.server.ts';
import { idFrom, orNotThere } from '../not-there.server.ts';
import { meAtDesk } from '../who.server.ts';
import { draftFor, gap } from '../wording/words.server.ts';

type Picked = Pick<NewBatch, 'kind' | 'happenedOn'>;

/** What was chosen on the first step, out of the address; what is wrong with it where it was sent. */
function pickedIn(search: URLSearchParams): { picked: Picked | null; problems: FieldProblem[] } {
  if (!search.has('kind') && !search.has('happenedOn')) return { picked: null, problems: [] };
  const read = aboutForm.safeParse(Object.fromEntries(search));
  if (read.success) return { picked: read.data, problems: [] };
  const problems = read.error.issues.map(({ path, message }) => ({
    field: String(path[0]),
    problem: message,
  }));
  return { picked: null, problems };
}

/** What the form begins with: everybody who agreed, and in each language a draft that nobody has checked. */
function firstWords(spoken: readonly Language[], { kind, happenedOn }: Picked): FormValues {
  const drafts = spoken.flatMap((code) => {
    const { happened, next } = draftFor(code, kind, happenedOn);
    return [
      [`happened_${code}`, happened],
      [`next_${code}`, next],
      [`review_${code}`, code === 'en' ? 'own_words' : 'machine'],
    ];
  });
  return { audience: 'incident', topic: milestones[kind].topic, ...Object.fromEntries(drafts) };
}

async function wordsFor(tx: Tx<StaffActor>, incidentId: string, picked: Picked, recordedIn: number) {
  const { kind, happenedOn } = picked;
  const { topic } = milestones[kind];
  const about = { incidentId, audience: 'incident' as const, kind, happenedOn, topic, languages };
  const people = await peopleAsked(tx, about);
  const wouldBe = people.filter(({ why }) => why === null);
  const spoken = languages.filter((one) => wouldBe.some(({ language }) => language === one));
  return {
    ...{ kind, on: dayOf(happenedOn), recordedIn },
    people: { in: wouldBe.length, of: people.length },
    first: firstWords(spoken, picked),
    languages: spoken.map((code) => ({
      code,
      direction: directionOf(code),
      name: languageName(code),
      people: wouldBe.filter(({ language }) => language === code).length,
    })),
  };
}

const lineOf = ({ kind, happenedOn, cases }: { kind: MilestoneKind; happenedOn: string; cases: number }) => ({
  ...{ kind, happenedOn, cases, on: dayOf(happenedOn), phoneFirst: batchKindOf(kind) === null },
});

/** What can be told to several people of a case's incident, and the draft for what was picked. */
export async function newPage(tx: Tx<StaffActor>, search: URLSearchParams) {
  const asked = Object.fromEntries(search);
  const it = orNotThere(await caseOf(tx, idFrom(asked.case)));
  const recorded = [...(await happenedInIncident(tx, it.incident.id))].map(lineOf);
  const { picked, problems } = pickedIn(search);
  const known = recorded.find((one) => one.kind === picked?.kind && one.happenedOn === picked.happenedOn);
  return {
    ...{ caseId: it.caseId, reference: it.reference, incident: it.incident.reference },
    ...{ recorded, problems, key: crypto.randomUUID() },
    typed: { kind: asked.kind, happenedOn: asked.happenedOn },
    picked,
    words: picked && (await wordsFor(tx, it.incident.id, picked, known ? known.cases : 0)),
    shut: [...(await shutInIncident(tx, it.incident.id))],
  };
}
export type NewPage = Awaited<ReturnType<typeof newPage>>;

/** `named`: the pieces of the words that name somebody, where that is why they were not kept. */
export type AfterNew = FormAgain & { named?: string[] };

const gapsIn = ({ words }: NewBatch): FieldProblem[] =>
  words.flatMap((one) =>
    (['happened', 'next'] as const)
      .filter((part) => one[part].includes(gap))
      .map((part) => ({ field: `${part}_${one.language}`, problem: 'update.gap' })),
  );

type Asked = { request: Request; context: Readonly<RouterContextProvider> };

/** Keeps the set as it is seen now and goes to look at it; nothing is sent. */
export async function newAction({ request, context }: Asked) {
  const caseId = idFrom(Object.fromEntries(new URL(request.url).searchParams).case);
  const form = await readForm({ request, context }, batchForm);
  if (!form.ok) return form.again;
  const { value, values } = form;
  const gaps = gapsIn(value);
  if (gaps.length > 0) return form.again(gaps);
  const key = idFrom(typeof values.key === 'string' ? values.key : undefined);
  const result = await transactionAs(meAtDesk(context), async (tx) => {
    const { incident } = orNotThere(await caseOf(tx, caseId));
    const named: string[] = [];
    const to = await once(tx, key, async () => {
      const saved = await saveBatch(tx, incident.id, value);
      if (saved.named) named.push(...saved.named);
      return saved.batchId ? `/several/${saved.batchId}` : '';
    });
    return { to, named };
  });
  if (result.to !== '') return redirect(result.to, 303);
  const again = form.again(
    value.words
      .slice(0, 1)
      .map(({ language }) => ({ field: `happened_${language}`, problem: 'batch.words.named' })),
  );
  const fresh: AfterNew = {
    ...again.data,
    values: { ...values, key: crypto.randomUUID() },
    named: result.named,
  };
  return { ...again, data: fresh };
}
