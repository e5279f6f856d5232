import { createHash } from 'node:crypto';
import { data, type RouterContextProvider, redirect } from 'react-router';
import { z } from 'zod';
import { milestoneForm } from '#casework/milestone/form.server.ts';
import { type MilestoneKind, milestones } from '#casework/milestone/rules.ts';
import { milestonesOf, recordMilestone } from '#casework/milestone/store.server.ts';
import { NotChosenError } from '#casework/refusals.ts';
import { type NewUpdate, updateForm } from '#casework/update/form.server.ts';
import { previewUpdate, type UpdatePreview } from '#casework/update/preview.server.ts';
import { updatesOf, type Written, writeUpdate } from '#casework/update/store.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { directionOf } from '#locales/languages.ts';
import { type FieldProblem, type FormAgain, readForm, valuesOf } from '#web/form.server.ts';
import { doneBefore, once } from '#web/once.server.ts';
import { type CaseHere, caseHere } from '../case-here.server.ts';
import { languageName } from '../contact-rules.server.ts';
import { withKey } from '../keyed.server.ts';
import { dayOf, momentOf } from '../moments.server.ts';
import { orNotThere } from '../not-there.server.ts';
import { typedIn } from '../typed.ts';
import { meAtDesk } from '../who.server.ts';
import { draftFor, gap } from '../wording/words.server.ts';

const sendable = ['text', 'email', 'letter'] as const;

/** The words an update begins with, in the person's language and, where that is another, in English beside. */
function draftShown({ rules }: CaseHere, kind: MilestoneKind, happenedOn: string) {
  const { languageWritten: language } = rules.preference;
  const usable = rules.channels.filter((use) => use.usable).map(({ channel }) => channel);
  return {
    language: { code: language, direction: directionOf(language), name: languageName(language) },
    english: language === 'en' ? null : draftFor('en', kind, happenedOn),
    first: {
      ...draftFor(language, kind, happenedOn),
      topic: milestones[kind].topic,
      channels: sendable.filter((channel) => usable.includes(channel)),
    },
    phoneFirst: milestones[kind].phoneFirst,
  };
}
export type DraftShown = ReturnType<typeof draftShown>;

/** What can be written about, and the draft for what was picked. */
export async function updatePage(tx: Tx<StaffActor>, param: string | undefined, milestoneId: string | null) {
  const here = await caseHere(tx, param);
  const recorded = (await milestonesOf(tx, here.it.caseId)).map((one) => ({
    ...one,
    on: dayOf(one.happenedOn),
    phoneFirst: milestones[one.kind].phoneFirst,
  }));
  const waiting = (await updatesOf(tx, here.it.victimId))
    .filter(({ caseId, state }) => caseId === here.it.caseId && state === 'waiting_for_call')
    .map(({ updateId, topic, createdAt }) => ({ updateId, topic, written: momentOf(createdAt).text }));
  const picked = milestoneId ? orNotThere(recorded.find((one) => one.milestoneId === milestoneId)) : null;
  return {
    shown: here.shown,
    worker: here.it.worker,
    recorded,
    waiting,
    picked,
    draft: picked && draftShown(here, picked.kind, picked.happenedOn),
    key: crypto.randomUUID(),
  };
}
export type UpdatePage = Awaited<ReturnType<typeof updatePage>>;

/** The preview, worded; `seen` tells whether what is sent is still what was looked at. */
export type CheckShown = Omit<UpdatePreview, 'leavesAt'> & {
  leaves: string | null;
  nextBy: string | null;
  seen: string;
  direction: 'ltr' | 'rtl';
};
export type AfterUpdate = FormAgain & { check?: CheckShown };

function checkShown(preview: UpdatePreview, written: NewUpdate): CheckShown {
  const { leavesAt, ...rest } = preview;
  const { language, waits, notChosen, said, notSaid } = rest;
  const looked = JSON.stringify([language, waits, notChosen, said, notSaid]);
  const seen = createHash('sha256').update(looked).digest('base64url').slice(0, 16);
  const nextBy = written.nextBy ? dayOf(written.nextBy).text : null;
  return {
    ...rest,
    seen,
    nextBy,
    leaves: leavesAt && momentOf(leavesAt).text,
    direction: directionOf(language),
  };
}

async function preview(tx: Tx<StaffActor>, { it }: CaseHere, written: NewUpdate): Promise<CheckShown> {
  const all = await milestonesOf(tx, it.caseId);
  const { kind, happenedOn } = orNotThere(all.find((one) => one.milestoneId === written.milestoneId));
  const { victimId, caseId } = it;
  const { topic, channels } = written;
  return checkShown(
    await previewUpdate(tx, { victimId, caseId, kind, happenedOn, topic, channels }),
    written,
  );
}

type Asked = { request: Request; params: { id?: string }; context: Readonly<RouterContextProvider> };

async function record({ request, params, context }: Asked) {
  const form = await readForm({ request, context }, withKey(milestoneForm));
  if (!form.ok) return form.again;
  const { key, ...happened } = form.value;
  const to = await transactionAs(meAtDesk(context), async (tx) => {
    const { it } = await caseHere(tx, params.id);
    return once(tx, key, async () => {
      const { milestoneId } = await recordMilestone(tx, it.caseId, happened);
      return `/cases/${it.caseId}/update?milestone=${milestoneId}`;
    });
  });
  return redirect(to, 303);
}

const gapsIn = (written: NewUpdate): FieldProblem[] =>
  (['happened', 'next'] as const)
    .filter((field) => written[field].includes(gap))
    .map((field) => ({ field, problem: 'update.gap' }));

type Sent = Pick<Written, 'updateId' | 'queued' | 'notSent'>;

/** The page about what was just sent, which says what left and what did not. */
export function pathAfter(caseId: string, { updateId, queued, notSent }: Sent): string {
  const said = new URLSearchParams();
  for (const { channel } of queued) said.append('queued', channel);
  for (const { channel, why } of notSent) said.append('not', `${channel}.${why}`);
  return `/cases/${caseId}/update/${updateId}?${said}`;
}

// A field called "language" is a press on the language list, so the update's own goes by another name.
const posted = z
  .looseObject({ writtenIn: z.string().default('') })
  .transform(({ writtenIn, ...typed }) => ({ ...typed, language: writtenIn }))
  .pipe(z.preprocess((typed) => typed, updateForm));

const sending = z.object({ key: z.uuid(), seen: z.string() });

/** Every press on the page: record what happened, check the words, go back to them, send. */
export async function updateAction(asked: Asked) {
  const { request, params, context } = asked;
  const me = meAtDesk(context);
  const values = valuesOf(await request.clone().formData());
  const intent = typedIn(values, 'intent');
  if (intent === 'record') return record(asked);
  if (intent === 'words') return data<AfterUpdate>({ values, problems: [] });
  const form = await readForm({ request, context }, posted);
  if (!form.ok) return form.again;
  const gaps = gapsIn(form.value);
  if (gaps.length > 0) return form.again(gaps);
  const press = intent === 'send' ? orNotThere(sending.safeParse(values).data) : null;
  const lookOrSend = () =>
    transactionAs(me, async (tx) => {
      const here = await caseHere(tx, params.id);
      const to = press && (await doneBefore(tx, press.key));
      if (to) return { to };
      const check = await preview(tx, here, form.value);
      if (!press || press.seen !== check.seen || check.notChosen) return { check };
      const { caseId } = here.it;
      const write = async () => pathAfter(caseId, await writeUpdate(tx, caseId, form.value));
      return { to: await once(tx, press.key, write) };
    });
  // Whoever takes their yes back after the look and before the sending is found by the sending: another look says so.
  const result = await lookOrSend().catch((error: unknown) => {
    if (error instanceof NotChosenError) return lookOrSend();
    throw error;
  });
  if (result.to !== undefined) return redirect(result.to, 303);
  const problems = press ? [{ field: 'send', problem: 'update.changed' }] : [];
  return data<AfterUpdate>({ values, problems, check: result.check }, { status: press ? 422 : 200 });
}
