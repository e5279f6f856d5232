import { makeBrief } from '#casework/brief/store.server.ts';
import { caseOf, openCase } from '#casework/case/store.server.ts';
import { extractsOf } from '#casework/extract/store.server.ts';
import { addProxy } from '#casework/proxy/store.server.ts';
import { clearDraft, draftOf } from '#casework/statement/draft.server.ts';
import { statementsOf } from '#casework/statement/own.server.ts';
import { guideOf } from '#casework/statement/rules.ts';
import { withdrawStatement } from '#casework/statement/store.server.ts';
import { takeOn } from '#casework/victim/store.server.ts';
import { type StaffActor, transactionAs, type VictimActor } from '#db/transaction.server.ts';
import { answerTo, propose } from '../extracts.ts';
import { person, type SomeonesCase } from '../people.ts';
import { mayRead, send, takeDown, write } from '../statements.ts';
import { say } from '../told-us.ts';
import { canaries, type Spoken, typedByOthers } from './canaries.ts';

/** Which statement is which, every id there is to name, and those of texts that are each tried by themselves. */
export type LeftWords = { statements: Record<Spoken, string>; ids: string[]; apart: string[] };

/** Sends words to the panel and gives back the id of the statement. */
async function sent(who: SomeonesCase, words: string): Promise<string> {
  await write(who, `${words} ${typedByOthers}`);
  const { number } = { number: 0, ...(await send(who, mayRead(['panel']))) };
  const all = await transactionAs(who.me, statementsOf);
  const it = all.find((one) => one.number === number);
  if (!it) throw new Error('Nothing was sent');
  return it.statementId;
}

async function cut(worker: StaffActor, statementId: string, words: string): Promise<string> {
  const made = await propose(worker, statementId, words);
  if ('problem' in made) throw new Error(made.problem);
  return made.extractId;
}

/** Has pieces of a statement proposed: one was approved and put into a brief, one waits for an answer. */
async function passOn(worker: StaffActor, who: SomeonesCase, statementId: string): Promise<string[]> {
  const { proposed, approved } = canaries.passedOn;
  const extractId = await cut(worker, statementId, `I added ${approved}.`);
  const made = (await transactionAs(who.me, extractsOf)).find((one) => one.extractId === extractId);
  await answerTo(who, made?.number ?? 0, `I added ${approved}.`);
  const { briefId } = await transactionAs(worker, (tx) => makeBrief(tx, extractId, 'pdf'));
  return [extractId, briefId, await cut(worker, statementId, `I said ${proposed}.`)];
}

/**
 * Has somebody leave words of every kind: sent, taken back, taken down, passed on, told us, and half written everywhere.
 * Gives back the ids of it all, and which statement is which.
 */
export async function leaveWords(worker: StaffActor, who: SomeonesCase): Promise<LeftWords> {
  const { draft, spoken, passedOn } = canaries;
  await transactionAs(who.me, async (tx) => {
    const half = await draftOf(tx, who.caseId);
    if (half) await clearDraft(tx, half.draftId);
  });
  const sentId = await sent(who, `I sent ${spoken.sent}.`);
  const said = [spoken.cutFrom, passedOn.proposed, passedOn.approved];
  const cutFrom = await sent(who, `I meant ${said[0]}. I said ${said[1]}. I added ${said[2]}.`);
  const leaving = await passOn(worker, who, cutFrom);
  const withdrawn = await sent(who, `I regret ${spoken.withdrawn}.`);
  await transactionAs(who.me, (tx) => withdrawStatement(tx, withdrawn));
  const { statementId: toConfirm } = await takeDown(worker, who, `I said on the phone ${spoken.toConfirm}.`);
  const told = await say(who, { words: `She never rings ${passedOn.notMyWorker}.`, notMyWorker: true });
  for (const piece of [...guideOf('impact'), 'free'] as const)
    await write(who, `Half ${draft[piece]}.`, piece);
  await write(who, `The other half ${draft.beside}.`, 'free');
  const statements = { sent: sentId, cutFrom, withdrawn, toConfirm };
  const apart = [...Object.values(statements), ...leaving, told];
  return { statements, apart, ids: [...apart, who.caseId] };
}

/** Somebody else harmed in the same incident, with a case of their own. */
export function alsoHarmed(worker: StaffActor, { caseId }: SomeonesCase): Promise<VictimActor> {
  return transactionAs(worker, async (tx) => {
    const known = await caseOf(tx, caseId);
    if (!known) throw new Error('There is a case');
    const { victimId } = await takeOn(tx, person({ name: 'Lou Ash', callMe: 'Lou' }));
    const details = { receivedFrom: 'police', detailsReceivedAt: new Date() } as const;
    await openCase(tx, { victimId, incident: known.incident, workerId: worker.staffId, ...details });
    return { role: 'victim', serviceId: worker.serviceId, victimId, personId: victimId };
  });
}

/** Their parent, who acts for them. */
export async function parentOf(worker: StaffActor, { victimId, me }: SomeonesCase): Promise<VictimActor> {
  const parent = { kind: 'parent', name: 'Wren', evidence: 'Seen at home', endsOn: null } as const;
  const { proxyId } = await transactionAs(worker, (tx) => addProxy(tx, victimId, parent));
  return { ...me, personId: proxyId };
}
