import { type RouterContextProvider, redirect } from 'react-router';
import { agreeAsSecond, type Confirmed, confirmBatch, stopBatch } from '#casework/batch/confirm.server.ts';
import { confirmForm } from '#casework/batch/form.server.ts';
import { shutInIncident } from '#casework/batch/people.server.ts';
import { type BatchState, batchStateOf, type LeftOutReason, needsOf } from '#casework/batch/rules.ts';
import { shutBatch } from '#casework/batch/shut.server.ts';
import { type BatchLine, batchLine, progressOf } from '#casework/batch/store.server.ts';
import { type Who, whoIsLeftOut, whoShows } from '#casework/batch/who.server.ts';
import { wordsKept } from '#casework/batch/words.server.ts';
import { workerName } from '#casework/staff/store.server.ts';
import { previewUpdate } from '#casework/update/preview.server.ts';
import { type StaffActor, type Tx, transactionAs } from '#db/transaction.server.ts';
import { directionOf } from '#locales/languages.ts';
import { type FieldProblem, readForm, valuesOf } from '#web/form.server.ts';
import { languageName } from '../contact-rules.server.ts';
import { dayOf, type Moment, momentOf } from '../moments.server.ts';
import { idFrom, notThereAs404 } from '../not-there.server.ts';
import { typedIn } from '../typed.ts';
import { meAtDesk } from '../who.server.ts';

const before: readonly BatchState[] = ['saved', 'needs_second', 'holding'];

async function sampleOf(tx: Tx<StaffActor>, it: BatchLine, who: Who) {
  const { victimId, caseId, channels, name, reference } = who;
  const { kind, happenedOn, topic } = it;
  const preview = await previewUpdate(tx, { victimId, caseId, kind, happenedOn, topic, channels });
  const { said, language, leavesAt, leavesNow } = preview;
  return {
    ...{ caseId, name, reference, said, language, leavesNow },
    direction: directionOf(language),
    speaks: languageName(language),
    leaves: leavesAt && momentOf(leavesAt).text,
  };
}
export type SampleShown = Awaited<ReturnType<typeof sampleOf>>;

async function samplesShown(tx: Tx<StaffActor>, it: BatchLine): Promise<SampleShown[]> {
  const samples: SampleShown[] = [];
  for (const who of await whoShows(tx, it.batchId)) samples.push(await sampleOf(tx, it, who));
  return samples;
}

const leftOutLine = ({ caseId, name, reference, why, leftOutWhy }: Who) => {
  const reason: LeftOutReason | 'waits' = why ?? leftOutWhy ?? 'waits';
  return { caseId, name, reference, why: reason, since: why === null };
};

const at = (moment: Date | null): Moment | null => moment && momentOf(moment);

/** A set as its page shows it: how it stands, what they will read, samples, who is left out and why, how far it is. */
export async function oneShown(tx: Tx<StaffActor>, param: string | undefined) {
  const it = await batchLine(tx, idFrom(param));
  const { batchId, kind, topic, audience, incident, saver, people } = it;
  const state = batchStateOf(it, new Date());
  const words = await wordsKept(tx, batchId);
  const leftOut = await whoIsLeftOut(tx, batchId);
  tx.record({ action: 'batch.read', subjectId: it.incidentId, details: { batchId } });
  return {
    ...{ batchId, kind, topic, audience, incident, saver, people, state },
    ...{ on: dayOf(it.happenedOn), promised: it.nextBy && dayOf(it.nextBy).text },
    ...{
      saved: momentOf(it.savedAt),
      starts: at(it.startsAt),
      stopped: at(it.stoppedAt),
      ended: at(it.endedAt),
    },
    mine: it.savedBy === tx.actor.staffId,
    needs: needsOf(people),
    stopper: it.stoppedBy && (await workerName(tx, it.stoppedBy)),
    second: it.secondBy && (await workerName(tx, it.secondBy)),
    words: words.map((one) => ({
      ...one,
      direction: directionOf(one.language),
      name: languageName(one.language),
    })),
    samples: before.includes(state) ? await samplesShown(tx, it) : [],
    leftOut: leftOut.people.map(leftOutLine),
    moreLeftOut: leftOut.more,
    shut: [...(await shutInIncident(tx, it.incidentId))],
    progress: await progressOf(tx, batchId),
  };
}
export type OneShown = Awaited<ReturnType<typeof oneShown>>;

/** A set in which somebody is closed to who may stop it all the same; null for any other. */
export async function shutShown(tx: Tx<StaffActor>, param: string | undefined) {
  const set = await shutBatch(tx, idFrom(param), new Date());
  if (!set) return null;
  const { batchId, saver, savedAt, state, stoppedBy, stoppedAt, waits } = set;
  return {
    batchId,
    saver,
    saved: momentOf(savedAt),
    state,
    stopper: stoppedBy,
    stopped: at(stoppedAt),
    waits,
  };
}
export type ShutShown = NonNullable<Awaited<ReturnType<typeof shutShown>>>;

const refusals = {
  wrong_number: { field: 'people', problem: 'batch.people.wrong' },
  wrong_code: { field: 'code', problem: 'batch.code.wrong' },
  not_theirs: { field: '', problem: 'batch.notTheirs' },
} satisfies Record<Exclude<Confirmed, 'done' | 'late'>, FieldProblem>;

type Asked = { request: Request; params: { id?: string }; context: Readonly<RouterContextProvider> };

/** Every press on the page: confirm, agree as the second person, stop. */
export async function oneAction({ request, params, context }: Asked) {
  const me = meAtDesk(context);
  const batchId = idFrom(params.id);
  const here = redirect(`/several/${batchId}`, 303);
  const intent = typedIn(valuesOf(await request.clone().formData()), 'intent');
  if (intent === 'stop') {
    await notThereAs404(transactionAs(me, (tx) => stopBatch(tx, batchId)));
    return here;
  }
  const form = await readForm({ request, context }, confirmForm, ['code']);
  if (!form.ok) return form.again;
  const verb = intent === 'second' ? agreeAsSecond : confirmBatch;
  const outcome = await notThereAs404(transactionAs(me, (tx) => verb(tx, batchId, form.value)));
  // Who was too late reads how it stands now, as who was in time does.
  if (outcome === 'done' || outcome === 'late') return here;
  const missing = outcome === 'wrong_code' && form.value.code === '';
  return form.again([missing ? { field: 'code', problem: 'batch.code.missing' } : refusals[outcome]]);
}
